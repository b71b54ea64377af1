package dev.modelspec.engine.spec;

/** What an unquoted scalar that starts with a digit, a sign or a dot looks like to the readers of YAML. */
enum NumberForm {
    /** Text to every reader. */
    NONE,
    /** {@code [-+]?(0|[1-9][0-9]*)}. */
    INTEGER,
    /** {@code 0x1F}. */
    HEXADECIMAL,
    /** With a dot, and a sign in the exponent if there is one. */
    DECIMAL,
    /** {@code .inf}, {@code -.inf}, {@code .nan}. */
    NOT_FINITE,
    /** {@code 017}, {@code -08}: octal in YAML 1.1, decimal in 1.2, text if a digit is 8 or 9. */
    LEADING_ZERO,
    /** {@code 0o17}: YAML 1.2. */
    OCTAL,
    /** {@code 0b11}: YAML 1.1. */
    BINARY,
    /** {@code -0x1F}, {@code 0X1F}. */
    ODD_HEXADECIMAL,
    /** {@code 1_000}: YAML 1.1. */
    UNDERSCORES,
    /** {@code 1:30}: base 60 in YAML 1.1. */
    BASE_60,
    /** {@code 1e3}, {@code -.5}: text in YAML 1.1. */
    ODD_DECIMAL,
    /** {@code 2025-01-15}, alone or with a time: YAML 1.1. */
    DATE;

    static NumberForm of(String s) {
        int length = s.length();
        int start = s.charAt(0) == '-' || s.charAt(0) == '+' ? 1 : 0;
        int i = digits(s, start);
        if (i == length) {
            boolean zeros = i - start > 1 && s.charAt(start) == '0';
            return i == start ? NONE : zeros ? LEADING_ZERO : INTEGER;
        }
        char next = s.charAt(i);
        if (next == '.' || ((next == 'e' || next == 'E') && i > start)) {
            return decimal(s, start, i);
        }
        if (i == start) {
            return NONE;
        }
        return switch (next) {
            case 'x', 'X', 'o', 'O', 'b', 'B' -> based(s, start, i, next);
            case '_' -> underscores(s, start);
            case ':' -> base60(s, i) ? BASE_60 : NONE;
            case '-' -> start == 0 && date(s) ? DATE : NONE;
            default -> NONE;
        };
    }

    private static NumberForm decimal(String s, int start, int afterDigits) {
        int length = s.length();
        int i = afterDigits;
        boolean dot = s.charAt(i) == '.';
        int fraction = 0;
        if (dot) {
            if (i == start && notFinite(s, start)) {
                return NOT_FINITE;
            }
            int end = digits(s, i + 1);
            fraction = end - i - 1;
            i = end;
        }
        if (i == start + 1 && afterDigits == start && fraction == 0) {
            return NONE;
        }
        if (i == length) {
            return start == 1 && afterDigits == start ? ODD_DECIMAL : DECIMAL;
        }
        char c = s.charAt(i);
        if (c == '_') {
            return underscores(s, start);
        }
        if ((c != 'e' && c != 'E') || i + 1 == length) {
            return NONE;
        }
        boolean signed = s.charAt(i + 1) == '-' || s.charAt(i + 1) == '+';
        int exponent = i + (signed ? 2 : 1);
        if (exponent == length || digits(s, exponent) != length) {
            return NONE;
        }
        return dot && signed && !(start == 1 && afterDigits == start) ? DECIMAL : ODD_DECIMAL;
    }

    private static boolean notFinite(String s, int start) {
        return switch (s.substring(start)) {
            case ".inf", ".Inf", ".INF" -> true;
            case ".nan", ".NaN", ".NAN" -> start == 0;
            default -> false;
        };
    }

    private static NumberForm based(String s, int start, int i, char letter) {
        if (i != start + 1 || s.charAt(start) != '0' || i + 1 == s.length()) {
            return NONE;
        }
        int base = letter == 'x' || letter == 'X' ? 16 : letter == 'o' || letter == 'O' ? 8 : 2;
        boolean underscore = false;
        boolean digit = false;
        for (int j = i + 1; j < s.length(); j++) {
            char c = s.charAt(j);
            if (c == '_') {
                underscore = true;
            } else if (c < 128 && Character.digit(c, base) >= 0) {
                digit = true;
            } else {
                return NONE;
            }
        }
        if (!digit) {
            return NONE;
        }
        return switch (base) {
            case 8 -> OCTAL;
            case 2 -> BINARY;
            default -> letter == 'x' && start == 0 && !underscore ? HEXADECIMAL : ODD_HEXADECIMAL;
        };
    }

    private static NumberForm underscores(String s, int start) {
        String without = s.replace("_", "");
        if (without.length() == start || s.charAt(start) == '_') {
            return NONE;
        }
        NumberForm plain = of(without);
        return plain == NONE || plain == DATE ? NONE : UNDERSCORES;
    }

    private static boolean base60(String s, int colon) {
        int i = colon;
        while (i < s.length() && s.charAt(i) == ':') {
            int end = digits(s, i + 1);
            int count = end - i - 1;
            if (count == 0 || count > 2 || (count == 2 && s.charAt(i + 1) > '5')) {
                return false;
            }
            i = end;
        }
        return i == s.length() || (s.charAt(i) == '.' && digits(s, i + 1) == s.length());
    }

    /** {@code yyyy-m-d}, alone or followed by T, t, a space or a tab and a time. */
    private static boolean date(String s) {
        int year = digits(s, 0);
        if (year != 4) {
            return false;
        }
        int month = digits(s, year + 1);
        if (month == year + 1 || month > year + 3 || month >= s.length() || s.charAt(month) != '-') {
            return false;
        }
        int day = digits(s, month + 1);
        if (day == month + 1 || day > month + 3) {
            return false;
        }
        return day == s.length() || (" \tTt".indexOf(s.charAt(day)) >= 0 && time(s, day + 1));
    }

    private static boolean time(String s, int from) {
        int start = from;
        while (start < s.length() && (s.charAt(start) == ' ' || s.charAt(start) == '\t')) {
            start++;
        }
        int hour = digits(s, start);
        return hour > start && hour <= start + 2 && hour < s.length() && s.charAt(hour) == ':';
    }

    private static int digits(String s, int from) {
        int i = from;
        while (i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
