package dev.modelspec.engine.spec;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Why an unquoted scalar or a number can not be taken as it is.
 *
 * @param rule the rule it breaks
 * @param message what is wrong
 * @param remediation how to write what was meant
 */
record ScalarProblem(SyntaxRule rule, String message, String remediation) {
    private static final int LONG = 40;

    /** For a scalar that {@link PlainScalar#read} gives nothing for. */
    static ScalarProblem of(String s) {
        return switch (s) {
            case "y", "Y" -> ambiguous(s, "the boolean true", "text", "true");
            case "n", "N" -> ambiguous(s, "the boolean false", "text", "false");
            case "=", "<<" ->
                new ScalarProblem(
                        SyntaxRule.AMBIGUOUS_SCALAR,
                        "Unquoted `" + s + "` is text to some YAML readers and has a special meaning to others.",
                        "Write it in quotes: \"" + s + "\".");
            default -> ofNumber(s);
        };
    }

    private static ScalarProblem ofNumber(String s) {
        if (s.length() > Limits.NUMBER_LENGTH) {
            return numberRange(s);
        }
        boolean negative = s.charAt(0) == '-';
        String digits = negative || s.charAt(0) == '+' ? s.substring(1) : s;
        NumberForm form = NumberForm.of(s);
        return switch (form) {
            case LEADING_ZERO -> {
                BigInteger decimal = new BigInteger(digits);
                if (digits.chars().allMatch(c -> c < '8')) {
                    BigInteger octal = new BigInteger(digits, 8);
                    yield ambiguous(s, number(negative, octal) + " (octal)", number(negative, decimal), null);
                }
                yield ambiguous(s, "text", number(negative, decimal), signed(negative, decimal));
            }
            case OCTAL -> based(s, negative, digits, 8);
            case BINARY -> based(s, negative, digits, 2);
            case ODD_HEXADECIMAL -> based(s, negative, digits, 16);
            case UNDERSCORES -> {
                String plain = s.replace("_", "");
                boolean simple =
                        NumberForm.of(plain) == NumberForm.INTEGER || NumberForm.of(plain) == NumberForm.DECIMAL;
                yield ambiguous(s, simple ? "the number " + plain : "a number", "text", simple ? plain : null);
            }
            case BASE_60 -> {
                String value = base60(digits);
                yield ambiguous(s, number(negative, value) + " (in base 60)", "text", negative ? "-" + value : value);
            }
            case DATE -> ambiguous(s, "a date", "text", null);
            case ODD_DECIMAL -> {
                if (PlainScalar.decimal(s) == null) {
                    yield numberRange(s);
                }
                BigDecimal value = new BigDecimal(s);
                String plain = Math.abs(value.scale()) < 30 ? value.toPlainString() : null;
                yield ambiguous(s, plain == null ? "a number" : "the number " + plain, "text", plain);
            }
            default -> numberRange(s);
        };
    }

    /** For a number that is too large, too small, too long or none at all. */
    static ScalarProblem numberRange(String s) {
        String shown = s.length() > LONG ? s.substring(0, LONG / 2) + "…" : s;
        if (s.length() > Limits.NUMBER_LENGTH) {
            return range(
                    "This number has " + s.length() + " digits; " + Limits.NUMBER_LENGTH + " are allowed: `" + shown
                            + "`.",
                    "Write fewer digits");
        }
        return switch (NumberForm.of(s)) {
            case NOT_FINITE -> range("`" + shown + "` is not a finite number.", "Write a finite number");
            case INTEGER, HEXADECIMAL ->
                range("`" + shown + "` is a number of more than 64 bits.", "Write a smaller number");
            default ->
                Double.isInfinite(Double.parseDouble(s))
                        ? range(
                                "`" + shown + "` is larger than any JSON number may be, about 1.8e308.",
                                "Write a smaller number")
                        : range(
                                "`" + shown + "` is so near to 0 that many readers take it for 0.",
                                "Write 0 or a larger number");
        };
    }

    private static ScalarProblem range(String message, String remediation) {
        return new ScalarProblem(
                SyntaxRule.NUMBER_RANGE, message, remediation + ", or put it in quotes if text is meant.");
    }

    private static ScalarProblem ambiguous(String s, String one, String other, @Nullable String plain) {
        return new ScalarProblem(
                SyntaxRule.AMBIGUOUS_SCALAR,
                "Unquoted `" + s + "` is " + one + " to some YAML readers and " + other + " to others.",
                "Write \"" + s + "\" if text is meant" + (plain == null ? "." : ", or " + plain + " if not."));
    }

    private static ScalarProblem based(String s, boolean negative, String digits, int base) {
        BigInteger value = new BigInteger(digits.substring(2).replace("_", ""), base);
        return ambiguous(s, number(negative, value), "text", signed(negative, value));
    }

    private static String base60(String digits) {
        BigDecimal value = BigDecimal.ZERO;
        for (String part : digits.replace("_", "").split(":", -1)) {
            value = value.multiply(BigDecimal.valueOf(60)).add(new BigDecimal(part));
        }
        return value.toPlainString();
    }

    private static String number(boolean negative, Object value) {
        return "the number " + signed(negative, value);
    }

    private static String signed(boolean negative, Object value) {
        return (negative ? "-" : "") + value;
    }
}
