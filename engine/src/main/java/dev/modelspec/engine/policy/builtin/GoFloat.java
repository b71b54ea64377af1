package dev.modelspec.engine.policy.builtin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.function.Predicate;

/** Writes floating-point numbers as Go's {@code strconv.FormatFloat} does. */
final class GoFloat {
    /** The precision that stands for "as few digits as identify the number". */
    static final int SHORTEST = -1;

    private static final int MANTISSA_BITS = 52;

    /** Decimals of 15 digits or fewer are all different doubles, so none is shorter than the right one of 15. */
    private static final int ALWAYS_DISTINCT_DIGITS = 15;

    private static final int ALWAYS_DISTINCT_SINGLE_DIGITS = 6;
    private static final int EXPONENT_LIMIT_OF_SHORTEST = 6;

    private GoFloat() {}

    /**
     * Writes a number.
     *
     * @param verb one of {@code e E f g G b x X}
     * @param precision digits after the point ({@code e f x}) or significant digits ({@code g}), or {@link #SHORTEST}
     */
    static String format(double value, char verb, int precision) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        String sign = value < 0 || 1 / value < 0 ? "-" : "";
        if (Double.isInfinite(value)) {
            return sign.isEmpty() ? "+Inf" : "-Inf";
        }
        double magnitude = Math.abs(value);
        return sign
                + switch (verb) {
                    case 'e', 'E' -> exponential(decimal(magnitude, precision, precision + 1), precision, verb);
                    case 'f' -> plain(magnitude, precision);
                    case 'g', 'G' -> general(magnitude, precision, verb == 'g' ? 'e' : 'E');
                    case 'b' -> binary(magnitude);
                    case 'x', 'X' -> GoHexFloat.format(magnitude, verb, precision);
                    default -> throw new IllegalArgumentException("no such format: " + verb);
                };
    }

    /** The number in as few digits as identify it, or rounded to a number of significant digits. */
    private static BigDecimal decimal(double magnitude, int precision, int significantDigits) {
        return precision == SHORTEST
                ? shortest(magnitude)
                : new BigDecimal(magnitude).round(new MathContext(significantDigits, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal shortest(double magnitude) {
        int digits = magnitude < Double.MIN_NORMAL ? 1 : ALWAYS_DISTINCT_DIGITS;
        return shortest(new BigDecimal(magnitude), digits, d -> d.doubleValue() == magnitude);
    }

    private static BigDecimal shortest(BigDecimal exact, int fewestDigits, Predicate<BigDecimal> isSame) {
        for (int digits = fewestDigits; ; digits++) {
            for (RoundingMode rounding : new RoundingMode[] {RoundingMode.HALF_EVEN, RoundingMode.CEILING}) {
                BigDecimal rounded = exact.round(new MathContext(digits, rounding));
                if (isSame.test(rounded)) {
                    return rounded.stripTrailingZeros();
                }
            }
        }
    }

    /** As Go's {@code encoding/json} writes it: an exponent only for very small and very large numbers. */
    static String json(double value) {
        double magnitude = Math.abs(value);
        boolean needsExponent = magnitude != 0 && (magnitude < 1e-6 || magnitude >= 1e21);
        return needsExponent ? format(value, 'e', SHORTEST).replaceFirst("e-0", "e-") : format(value, 'f', SHORTEST);
    }

    /** As {@code %g} for a number that is first rounded to 32 bits. */
    static String formatSingle(double value) {
        float single = (float) value;
        if (Float.isInfinite(single) || Float.isNaN(single) || single == 0) {
            return format(single, 'g', SHORTEST);
        }
        float magnitude = Math.abs(single);
        int fewest = magnitude < Float.MIN_NORMAL ? 1 : ALWAYS_DISTINCT_SINGLE_DIGITS;
        BigDecimal digits = shortest(new BigDecimal(magnitude), fewest, d -> d.floatValue() == magnitude);
        return (single < 0 ? "-" : "") + general(digits, EXPONENT_LIMIT_OF_SHORTEST, 'e');
    }

    private static String plain(double magnitude, int precision) {
        BigDecimal value = precision == SHORTEST
                ? shortest(magnitude)
                : new BigDecimal(magnitude).setScale(precision, RoundingMode.HALF_EVEN);
        return value.toPlainString();
    }

    private static String general(double magnitude, int precision, char exponentLetter) {
        int significant = precision == 0 ? 1 : precision;
        BigDecimal value = decimal(magnitude, precision, significant).stripTrailingZeros();
        return general(value, precision == SHORTEST ? EXPONENT_LIMIT_OF_SHORTEST : significant, exponentLetter);
    }

    private static String general(BigDecimal value, int exponentLimit, char exponentLetter) {
        int exponent = exponent(value);
        return exponent < -4 || exponent >= exponentLimit
                ? exponential(value, SHORTEST, exponentLetter)
                : value.toPlainString();
    }

    private static int exponent(BigDecimal value) {
        return value.signum() == 0 ? 0 : value.precision() - value.scale() - 1;
    }

    private static String exponential(BigDecimal value, int precision, char letter) {
        String digits = value.unscaledValue().toString();
        StringBuilder out = new StringBuilder().append(digits.charAt(0));
        int wanted = precision == SHORTEST ? digits.length() - 1 : precision;
        if (wanted > 0) {
            String rest = digits.substring(1);
            out.append('.').append(rest).append("0".repeat(wanted - rest.length()));
        }
        int exponent = exponent(value);
        return out.append(letter)
                .append(exponent < 0 ? '-' : '+')
                .append(twoDigits(Math.abs(exponent)))
                .toString();
    }

    static String twoDigits(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }

    private static String binary(double magnitude) {
        long bits = Double.doubleToLongBits(magnitude);
        int biased = (int) (bits >>> MANTISSA_BITS);
        long mantissa = bits & ((1L << MANTISSA_BITS) - 1);
        int exponent = Math.max(biased, 1) - 1075;
        long full = biased == 0 ? mantissa : mantissa | 1L << MANTISSA_BITS;
        return BigInteger.valueOf(full) + "p" + (exponent < 0 ? "" : "+") + exponent;
    }
}
