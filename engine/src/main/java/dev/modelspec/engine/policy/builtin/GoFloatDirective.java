package dev.modelspec.engine.policy.builtin;

/** Formats a floating-point number with the flags of a Go format: sign, padding and the alternate form. */
final class GoFloatDirective {
    private static final int DEFAULT_SHARP_DIGITS = 6;

    private GoFloatDirective() {}

    static String format(GoFlags flags, double value, char verb, int defaultPrecision) {
        int precision = flags.hasPrecision() ? flags.precision : defaultPrecision;
        String text = GoFloat.format(value, verb, precision);
        String sign = text.startsWith("-") ? "-" : flags.plus ? "+" : flags.space ? " " : "";
        String number = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        if (Double.isInfinite(value) || Double.isNaN(value)) {
            return flags.padWithSpaces(sign + number);
        }
        if (flags.sharp && verb != 'b') {
            number = alternate(number, verb, precision);
        }
        int zeros = flags.padsWithZeros() ? flags.width - sign.length() - number.length() : 0;
        return flags.padWithSpaces(sign + "0".repeat(Math.max(0, zeros)) + number);
    }

    /** {@code %#g} and others: always with a decimal point, and {@code g} keeps its trailing zeros. */
    private static String alternate(String number, char verb, int precision) {
        int digits = switch (verb) {
            case 'g', 'G', 'x' -> precision == GoFloat.SHORTEST ? DEFAULT_SHARP_DIGITS : precision;
            default -> 0;
        };
        int end = exponentStart(number, verb);
        String mantissa = number.substring(0, end);
        digits -= significantDigits(mantissa);
        if (mantissa.indexOf('.') < 0) {
            digits -= mantissa.equals("0") ? 1 : 0;
            mantissa += ".";
        }
        return mantissa + "0".repeat(Math.max(0, digits)) + number.substring(end);
    }

    private static int exponentStart(String number, char verb) {
        boolean hexadecimal = verb == 'x' || verb == 'X';
        for (int i = 0; i < number.length(); i++) {
            char c = Character.toLowerCase(number.charAt(i));
            if (c == 'p' || (c == 'e' && !hexadecimal)) {
                return i;
            }
        }
        return number.length();
    }

    /** Counts from the first digit that is not zero; the x of a hexadecimal prefix counts too, as in Go. */
    private static int significantDigits(String mantissa) {
        int count = 0;
        boolean started = false;
        for (int i = 0; i < mantissa.length(); i++) {
            char c = mantissa.charAt(i);
            started |= c != '0' && c != '.';
            count += started && c != '.' ? 1 : 0;
        }
        return count;
    }
}
