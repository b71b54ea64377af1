package dev.modelspec.engine.policy.builtin;

/** Writes floating-point numbers in hexadecimal, as Go's {@code %x} does: {@code 0x1.8p+00}. */
final class GoHexFloat {
    private static final int MANTISSA_BITS = 52;
    private static final int DIGITS = MANTISSA_BITS / 4;

    private GoHexFloat() {}

    static String format(double magnitude, char verb, int precision) {
        boolean zero = magnitude == 0;
        long bits = Double.doubleToLongBits(magnitude);
        int exponent = zero ? 0 : Math.getExponent(magnitude);
        long mantissa = bits & ((1L << MANTISSA_BITS) - 1);
        if (!zero && exponent < Double.MIN_EXPONENT) {
            int shift = Long.numberOfLeadingZeros(mantissa) - (Long.SIZE - 1 - MANTISSA_BITS);
            mantissa <<= shift;
            exponent = Double.MIN_EXPONENT - shift;
        } else if (!zero) {
            mantissa |= 1L << MANTISSA_BITS;
        }
        if (precision >= 0 && precision < DIGITS) {
            mantissa = roundHalfEven(mantissa, MANTISSA_BITS - 4 * precision);
            if (mantissa >>> (MANTISSA_BITS + 1) != 0) {
                mantissa >>>= 1;
                exponent++;
            }
        }
        String fraction = fraction(mantissa & ((1L << MANTISSA_BITS) - 1), precision);
        String text = "0x" + (mantissa >>> MANTISSA_BITS) + (fraction.isEmpty() ? "" : "." + fraction) + "p"
                + (exponent < 0 ? "-" : "+") + GoFloat.twoDigits(Math.abs(exponent));
        return verb == 'X' ? text.toUpperCase(java.util.Locale.ROOT) : text;
    }

    /** Clears the lowest bits, rounding to the nearest, to even when in the middle. */
    private static long roundHalfEven(long value, int bits) {
        long unit = 1L << bits;
        long rest = value & (unit - 1);
        long floor = value - rest;
        boolean up = rest > unit / 2 || (rest == unit / 2 && (floor & unit) != 0);
        return up ? floor + unit : floor;
    }

    private static String fraction(long bits, int precision) {
        String digits = String.format("%0" + DIGITS + "x", bits);
        if (precision == GoFloat.SHORTEST) {
            return digits.replaceFirst("0+$", "");
        }
        return precision <= DIGITS ? digits.substring(0, precision) : digits + "0".repeat(precision - DIGITS);
    }
}
