package dev.modelspec.engine.policy.builtin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number, kept as the text in which it was written, because OPA's answers depend on it: {@code sprintf("%v", [1.0])} is not
 * {@code sprintf("%v", [1])}. Its value is exact; equality and order go by value.
 *
 * @param text a JSON number, or what OPA's decimal arithmetic writes, such as {@code 1E+2}
 */
public record RegoNumber(String text) implements RegoValue {
    private static final int LONGEST_EXACT_LONG = 19;

    /** Larger exponents are refused: written out, such a number would fill the memory. OPA has the same limit. */
    private static final int LARGEST_EXPONENT = 100_000;

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]+");

    public RegoNumber {
        BigDecimal value;
        try {
            value = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a number: " + text, e);
        }
        if (Math.abs((long) value.scale()) > LARGEST_EXPONENT + (long) text.length()) {
            throw new IllegalArgumentException("the exponent of this number is too large: " + text);
        }
    }

    static RegoNumber of(long value) {
        return new RegoNumber(Long.toString(value));
    }

    static RegoNumber of(BigInteger value) {
        return new RegoNumber(value.toString());
    }

    BigDecimal value() {
        return new BigDecimal(text);
    }

    /** The value as OPA takes it where an {@code int} is asked for: no exponent, only zeros after a decimal point. */
    OptionalLong asLong() {
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        int point = digits.indexOf('.');
        boolean fractionIsZero =
                point < 0 || digits.substring(point + 1).chars().allMatch(c -> c == '0');
        if (digits.length() > LONGEST_EXACT_LONG || hasExponent() || !fractionIsZero) {
            return OptionalLong.empty();
        }
        BigInteger whole = value().toBigInteger();
        return whole.bitLength() < Long.SIZE ? OptionalLong.of(whole.longValue()) : OptionalLong.empty();
    }

    /** The value as a whole number of any size, or null if it has a fraction. */
    @Nullable
    BigInteger asWhole() {
        try {
            return value().toBigIntegerExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** Whether it is written with a fraction or an exponent, which makes it a floating-point number for {@code sprintf}. */
    boolean isWrittenAsFloat() {
        return text.indexOf('.') >= 0 || hasExponent();
    }

    /** Whether it is written as digits only. */
    boolean isWrittenAsInteger() {
        return INTEGER.matcher(text).matches();
    }

    private boolean hasExponent() {
        return text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
    }

    int compareNumber(RegoNumber other) {
        return text.equals(other.text) ? 0 : value().compareTo(other.value());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RegoNumber number && compareNumber(number) == 0;
    }

    @Override
    public int hashCode() {
        return value().stripTrailingZeros().hashCode();
    }

    @Override
    public String typeName() {
        return "number";
    }
}
