package dev.modelspec.engine.policy.builtin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations as Go's {@code time.ParseDuration} does, such as {@code -1.5h} or {@code 2h45m}, and OPA's longer units. */
final class GoDuration {
    private static final String MICRO_SIGN = "\u00b5";
    private static final String GREEK_MU = "\u03bc";

    private static final long HOUR = 3_600_000_000_000L;

    private static final Map<String, Long> NANOSECONDS = Map.of(
            "ns",
            1L,
            "us",
            1_000L,
            MICRO_SIGN + "s",
            1_000L,
            GREEK_MU + "s",
            1_000L,
            "ms",
            1_000_000L,
            "s",
            1_000_000_000L,
            "m",
            60_000_000_000L,
            "h",
            HOUR);

    /** OPA's own units, in hours. */
    private static final Map<String, Integer> HOURS = Map.of("d", 24, "w", 7 * 24, "y", 365 * 24);

    private static final Pattern SEGMENT = Pattern.compile("([0-9]*)(?:\\.([0-9]*))?([^0-9.]+)");

    /** With a longer unit anywhere, units are read by OPA, which knows only one of the two Greek letters. */
    private static final Pattern SEGMENT_WITH_LONGER_UNITS =
            Pattern.compile("([0-9]*)(?:\\.([0-9]*))?(ms|us|" + MICRO_SIGN + "s|ns|[a-z])");

    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(Long.SIZE - 1);

    /** Go reads digits of a fraction only as long as they fit. */
    private static final BigInteger FRACTION_IS_FULL = BigInteger.valueOf(Long.MAX_VALUE / 10);

    private GoDuration() {}

    /** The duration in nanoseconds. */
    static long parse(String text) throws BuiltinException {
        boolean negative = text.startsWith("-");
        String unsigned = negative || text.startsWith("+") ? text.substring(1) : text;
        if (unsigned.equals("0")) {
            return 0;
        }
        boolean longer = unsigned.chars().anyMatch(c -> "dwy".indexOf(c) >= 0);
        Matcher segment = (longer ? SEGMENT_WITH_LONGER_UNITS : SEGMENT).matcher(unsigned);
        BigInteger sum = BigInteger.ZERO;
        int position = 0;
        while (position < unsigned.length()
                && segment.region(position, unsigned.length()).lookingAt()) {
            sum = sum.add(nanoseconds(text, segment));
            position = segment.end();
        }
        boolean tooLarge = sum.compareTo(LARGEST) > 0 || (!negative && sum.equals(LARGEST));
        if (unsigned.isEmpty() || position < unsigned.length() || tooLarge) {
            throw invalid(text);
        }
        return (negative ? sum.negate() : sum).longValueExact();
    }

    private static BigInteger nanoseconds(String text, Matcher segment) throws BuiltinException {
        String whole = segment.group(1);
        String fraction = segment.group(2) == null ? "" : segment.group(2);
        if (whole.isEmpty() && fraction.isEmpty()) {
            throw invalid(text);
        }
        Integer hours = HOURS.get(segment.group(3));
        if (hours != null) {
            double value = Double.parseDouble(whole + "." + fraction) * hours;
            String inHours = GoFloat.format(value, 'f', GoFloat.SHORTEST);
            int point = inHours.indexOf('.');
            return point < 0
                    ? nanoseconds(text, inHours, "", HOUR)
                    : nanoseconds(text, inHours.substring(0, point), inHours.substring(point + 1), HOUR);
        }
        Long unit = NANOSECONDS.get(segment.group(3));
        if (unit == null) {
            throw invalid(text);
        }
        return nanoseconds(text, whole, fraction, unit);
    }

    private static BigInteger nanoseconds(String text, String whole, String fraction, long unit)
            throws BuiltinException {
        BigInteger value = whole.isEmpty() ? BigInteger.ZERO : new BigInteger(whole);
        BigInteger nanoseconds = value.multiply(BigInteger.valueOf(unit)).add(fractionOf(fraction, unit));
        if (nanoseconds.compareTo(LARGEST) > 0) {
            throw invalid(text);
        }
        return nanoseconds;
    }

    private static BigInteger fractionOf(String digits, long unit) {
        BigInteger value = BigInteger.ZERO;
        double scale = 1;
        for (int i = 0; i < digits.length() && value.compareTo(FRACTION_IS_FULL) <= 0; i++) {
            BigInteger next = value.multiply(BigInteger.TEN).add(BigInteger.valueOf(digits.charAt(i) - '0'));
            if (next.compareTo(LARGEST) > 0) {
                break;
            }
            value = next;
            scale *= 10;
        }
        return new BigDecimal(value.doubleValue() * (unit / scale)).toBigInteger();
    }

    private static BuiltinException invalid(String text) {
        return new BuiltinException("time: invalid duration " + GoQuote.quote(text));
    }
}
