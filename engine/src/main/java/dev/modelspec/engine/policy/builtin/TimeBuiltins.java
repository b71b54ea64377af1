package dev.modelspec.engine.policy.builtin;

import static dev.modelspec.engine.policy.builtin.SimpleBuiltin.builtin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;

/**
 * {@code time.*}. A time is a number of nanoseconds since 1970 UTC, or an array of that, the name of a zone and a layout; its
 * range is that of 64 bits, from 1677 to 2262.
 */
final class TimeBuiltins {
    static final List<HostBuiltin> ALL = List.of(
            builtin("time.add_date", TimeBuiltins::addDate),
            builtin("time.clock", a -> clock(time(a, 0))),
            builtin("time.date", a -> date(time(a, 0))),
            builtin("time.diff", a -> difference(time(a, 0), time(a, 1))),
            builtin("time.format", TimeBuiltins::format),
            builtin("time.now_ns", a -> nanoseconds(a.context().now())),
            builtin("time.parse_duration_ns", a -> RegoNumber.of(GoDuration.parse(a.string(0)))),
            builtin("time.parse_ns", a -> nanoseconds(GoTimeParser.parse(GoLayout.of(a.string(0)), a.string(1)))),
            builtin(
                    "time.parse_rfc3339_ns",
                    a -> nanoseconds(GoTimeParser.parse(GoLayout.of(GoLayout.RFC_3339), a.string(0)))),
            builtin("time.weekday", a -> new RegoString(GoTimeFormat.weekdayName(time(a, 0)))));

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** Far outside of what a time can hold, near enough for {@link LocalDate}. */
    private static final long LARGEST_CHANGE = 1_000_000;

    private TimeBuiltins() {}

    private static RegoValue format(Arguments arguments) throws BuiltinException {
        String layout = arguments.value(0) instanceof RegoArray array ? text(arguments, array, 2) : "";
        ZonedDateTime time = time(arguments, 0);
        return new RegoString(
                GoTimeFormat.format(time, GoLayout.of(layout.isEmpty() ? GoLayout.RFC_3339_NANO : layout)));
    }

    private static RegoValue date(ZonedDateTime time) {
        return numbers(time.getYear(), time.getMonthValue(), time.getDayOfMonth());
    }

    private static RegoValue clock(ZonedDateTime time) {
        return numbers(time.getHour(), time.getMinute(), time.getSecond());
    }

    /** Adds years, months and days to the date on the wall; what overflows a month runs into the next, as in Go. */
    private static RegoValue addDate(Arguments arguments) throws BuiltinException {
        ZonedDateTime time = time(arguments, 0);
        long months = time.getMonthValue() - 1 + limited(arguments, 2);
        LocalDate date = LocalDate.of((int) (time.getYear() + limited(arguments, 1)), 1, 1)
                .plusMonths(months)
                .plusDays(time.getDayOfMonth() - 1 + limited(arguments, 3));
        long unix = date.atTime(time.toLocalTime()).toEpochSecond(ZoneOffset.UTC);
        return nanoseconds(Instant.ofEpochSecond(inZone(unix, time.getZone()), time.getNano()));
    }

    private static long limited(Arguments arguments, int position) throws BuiltinException {
        long change = arguments.integer(position);
        if (Math.abs(change) > LARGEST_CHANGE || change == Long.MIN_VALUE) {
            throw outOfRange();
        }
        return change;
    }

    /** The moment at which clocks in a zone show a time, given as if it were UTC; gaps and overlaps are decided as in Go. */
    private static long inZone(long seconds, ZoneId zone) {
        int guess = offset(seconds, zone);
        return seconds - offset(seconds - guess, zone);
    }

    private static int offset(long seconds, ZoneId zone) {
        return zone.getRules().getOffset(Instant.ofEpochSecond(seconds)).getTotalSeconds();
    }

    /** Years, months, days, hours, minutes and seconds between two times, each below where the next larger one begins. */
    private static RegoValue difference(ZonedDateTime one, ZonedDateTime other) {
        ZonedDateTime moved = other.withZoneSameInstant(one.getZone());
        boolean ordered = !one.isAfter(moved);
        ZonedDateTime from = ordered ? one : moved;
        ZonedDateTime to = ordered ? moved : one;
        int[] parts = {
            to.getYear() - from.getYear(),
            to.getMonthValue() - from.getMonthValue(),
            to.getDayOfMonth() - from.getDayOfMonth(),
            to.getHour() - from.getHour(),
            to.getMinute() - from.getMinute(),
            to.getSecond() - from.getSecond()
        };
        int[] sizes = {0, 12, YearMonth.from(from).lengthOfMonth(), 24, 60, 60};
        for (int i = parts.length - 1; i > 0; i--) {
            if (parts[i] < 0) {
                parts[i] += sizes[i];
                parts[i - 1]--;
            }
        }
        return numbers(parts);
    }

    private static RegoValue numbers(int... numbers) {
        return new RegoArray(
                Arrays.stream(numbers).<RegoValue>mapToObj(RegoNumber::of).toList());
    }

    private static ZonedDateTime time(Arguments arguments, int position) throws BuiltinException {
        RegoValue value = arguments.value(position);
        ZoneId zone = ZoneOffset.UTC;
        RegoValue number = value;
        if (value instanceof RegoArray array && !array.elements().isEmpty()) {
            number = array.elements().get(0);
            zone = TimeZones.find(text(arguments, array, 1));
            text(arguments, array, 2);
        }
        if (!(number instanceof RegoNumber nanoseconds)) {
            throw arguments.wrongType(position, "either number (ns) or [number (ns), string (tz)]");
        }
        return instant(nanoseconds).atZone(zone);
    }

    /** An optional string in the array that stands for a time. */
    private static String text(Arguments arguments, RegoArray time, int index) throws BuiltinException {
        if (time.elements().size() <= index) {
            return "";
        }
        if (time.elements().get(index) instanceof RegoString string) {
            return string.value();
        }
        throw arguments.invalid(
                0, "must be string but got " + time.elements().get(index).typeName());
    }

    private static Instant instant(RegoNumber number) throws BuiltinException {
        BigDecimal nanoseconds = BigFloat.round(number.value());
        try {
            return Instant.EPOCH.plusNanos(nanoseconds.longValueExact());
        } catch (ArithmeticException e) {
            throw new BuiltinException("timestamp too big");
        }
    }

    private static RegoValue nanoseconds(Instant instant) throws BuiltinException {
        BigInteger nanoseconds = BigInteger.valueOf(instant.getEpochSecond())
                .multiply(BigInteger.valueOf(NANOS_PER_SECOND))
                .add(BigInteger.valueOf(instant.getNano()));
        if (nanoseconds.bitLength() >= Long.SIZE) {
            throw outOfRange();
        }
        return RegoNumber.of(nanoseconds);
    }

    private static BuiltinException outOfRange() {
        return new BuiltinException("time outside of valid range");
    }
}
