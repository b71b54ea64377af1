package dev.modelspec.engine.policy.builtin;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Go's {@code big.Float} with its default precision: 64 bits, rounded to the nearest, to even when in the middle. */
final class BigFloat {
    private static final int PRECISION = 64;

    private BigFloat() {}

    /** The number that a {@code big.Float} holds when it is given this one. */
    static BigDecimal round(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigInteger numerator = value.unscaledValue().abs();
        BigInteger denominator = BigInteger.ONE;
        if (value.scale() < 0) {
            numerator = numerator.multiply(BigInteger.TEN.pow(-value.scale()));
        } else {
            denominator = BigInteger.TEN.pow(value.scale());
        }
        // One bit more than is kept tells how to round, together with whether there is a rest.
        int shift = PRECISION + 1 - (numerator.bitLength() - denominator.bitLength());
        BigInteger[] quotient = shiftLeft(numerator, shift).divideAndRemainder(shiftLeft(denominator, -shift));
        int extraBits = quotient[0].bitLength() - PRECISION;
        BigInteger mantissa = roundHalfEven(quotient[0], extraBits, quotient[1].signum() != 0);
        BigDecimal rounded = timesPowerOfTwo(mantissa, extraBits - shift);
        return value.signum() < 0 ? rounded.negate() : rounded;
    }

    private static BigInteger roundHalfEven(BigInteger value, int bits, boolean hasRest) {
        BigInteger floor = value.shiftRight(bits);
        BigInteger rest = value.subtract(floor.shiftLeft(bits));
        int order = rest.compareTo(BigInteger.ONE.shiftLeft(bits - 1));
        boolean up = order > 0 || (order == 0 && (hasRest || floor.testBit(0)));
        return up ? floor.add(BigInteger.ONE) : floor;
    }

    private static BigInteger shiftLeft(BigInteger value, int bits) {
        return bits > 0 ? value.shiftLeft(bits) : value;
    }

    private static BigDecimal timesPowerOfTwo(BigInteger value, int exponent) {
        return exponent >= 0
                ? new BigDecimal(value.shiftLeft(exponent))
                : new BigDecimal(value).divide(new BigDecimal(BigInteger.ONE.shiftLeft(-exponent)));
    }
}
