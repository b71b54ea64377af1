package dev.modelspec.engine.policy.builtin;

import dev.modelspec.engine.policy.builtin.GoLayout.Element;
import dev.modelspec.engine.policy.builtin.GoLayout.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * Reads a time by a Go layout, as Go's {@code time.Parse} does on a machine whose zone is UTC: any name of a zone, even
 * {@code GMT+3}, counts as UTC, so a layout with a numeric offset is the better choice.
 */
final class GoTimeParser {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> LONG_MONTHS = List.of(
            "january",
            "february",
            "march",
            "april",
            "may",
            "june",
            "july",
            "august",
            "september",
            "october",
            "november",
            "december");
    private static final List<String> WEEKDAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
    private static final List<String> LONG_WEEKDAYS =
            List.of("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday");

    /** Go's mark for "no offset was given", which therefore the offset of one second west of UTC is as well. */
    private static final int NO_OFFSET = -1;

    private static final int ABSENT = -1;

    private final List<Element> elements;
    private final GoTimeScanner in;
    private int year;
    private int month = ABSENT;
    private int day = ABSENT;
    private int yearDay = ABSENT;
    private int hour;
    private int minute;
    private int second;
    private int nanosecond;
    private String halfDay = "";
    private boolean isUtc;
    private int offset = NO_OFFSET;

    private GoTimeParser(GoLayout layout, String text) {
        elements = layout.elements();
        in = new GoTimeScanner(text);
    }

    static Instant parse(GoLayout layout, String text) throws BuiltinException {
        GoTimeParser parser = new GoTimeParser(layout, text);
        for (int i = 0; i < parser.elements.size(); i++) {
            parser.read(parser.elements.get(i), i);
        }
        parser.in.expectEnd();
        return parser.instant();
    }

    private void read(Element element, int index) throws BuiltinException {
        switch (element.kind()) {
            case LITERAL -> in.skip(element.text());
            case LONG_MONTH -> month = in.word(LONG_MONTHS) + 1;
            case SHORT_MONTH -> month = in.word(MONTHS) + 1;
            case MONTH -> month = in.check(number(element), 1, 12, "month");
            case LONG_WEEKDAY -> in.word(LONG_WEEKDAYS);
            case SHORT_WEEKDAY -> in.word(WEEKDAYS);
            case DAY -> day = number(element);
            case YEAR_DAY -> yearDay = number(element);
            case HOUR -> hour = in.check(in.number(1, 2), 0, 23, "hour");
            case HOUR_OF_HALF_DAY -> hour = in.check(number(element), 0, 12, "hour");
            case MINUTE -> minute = in.check(number(element), 0, 59, "minute");
            case SECOND -> {
                second = in.check(number(element), 0, 59, "second");
                if (in.isAtFraction() && nextKind(index) != Kind.FRACTION) {
                    nanosecond = in.fraction();
                }
            }
            case YEAR -> year = in.number(4, 4);
            case SHORT_YEAR -> {
                int twoDigits = in.signedTwoCharacters();
                year = twoDigits + (twoDigits >= 69 ? 1900 : 2000);
            }
            case HALF_DAY -> halfDay = in.halfDay(element.text().equals("pm")).toUpperCase(Locale.ROOT);
            case ZONE_NAME -> readZoneName();
            case OFFSET -> readOffset(element);
            case FRACTION -> readFraction(element);
        }
    }

    private int number(Element element) throws BuiltinException {
        int width = element.kind() == Kind.YEAR_DAY ? 3 : 2;
        if (element.isPaddedWithSpace()) {
            in.skipSpaces(width - 1);
        }
        return in.number(element.isPaddedWithZero() ? width : 1, width);
    }

    private Kind nextKind(int index) {
        return elements.stream()
                .skip(index + 1L)
                .map(Element::kind)
                .filter(kind -> kind != Kind.LITERAL)
                .findFirst()
                .orElse(Kind.LITERAL);
    }

    private void readFraction(Element element) throws BuiltinException {
        if (!element.isTrimmed()) {
            nanosecond = in.fraction(element.text().length() - 1);
        } else if (in.isAtFraction()) {
            nanosecond = in.fraction();
        }
    }

    private void readZoneName() throws BuiltinException {
        isUtc |= in.zoneName().equals("UTC");
    }

    private void readOffset(Element element) throws BuiltinException {
        if (element.isZulu() && in.accept('Z')) {
            isUtc = true;
        } else {
            offset = in.offset(element.text().substring(1));
        }
    }

    private Instant instant() throws BuiltinException {
        int ofDay = hourOfDay();
        try {
            int seconds = isUtc || offset == NO_OFFSET ? 0 : offset;
            return date().atTime(ofDay, minute, second, nanosecond)
                    .toInstant(ZoneOffset.UTC)
                    .minusSeconds(seconds);
        } catch (DateTimeException e) {
            throw in.error("day out of range");
        }
    }

    private int hourOfDay() {
        if (halfDay.equals("PM") && hour < 12) {
            return hour + 12;
        }
        return halfDay.equals("AM") && hour == 12 ? 0 : hour;
    }

    private LocalDate date() throws BuiltinException {
        if (yearDay == ABSENT) {
            return LocalDate.of(year, month == ABSENT ? 1 : month, day == ABSENT ? 1 : day);
        }
        LocalDate date = LocalDate.ofYearDay(year, yearDay);
        boolean otherMonth = month != ABSENT && month != date.getMonthValue();
        boolean otherDay = day != ABSENT && day != date.getDayOfMonth();
        if (otherMonth || otherDay) {
            throw in.error("day-of-year does not match month or day");
        }
        return date;
    }
}
