package dev.modelspec.engine.policy.builtin;

import dev.modelspec.engine.policy.builtin.GoLayout.Element;
import java.time.ZonedDateTime;
import java.util.Locale;

/** Writes a time by a Go layout, as Go's {@code Time.Format} does. */
final class GoTimeFormat {
    private GoTimeFormat() {}

    static String format(ZonedDateTime time, GoLayout layout) {
        StringBuilder out = new StringBuilder();
        for (Element element : layout.elements()) {
            out.append(format(time, element));
        }
        return out.toString();
    }

    private static String format(ZonedDateTime time, Element element) {
        return switch (element.kind()) {
            case LITERAL -> element.text();
            case LONG_MONTH -> monthName(time);
            case SHORT_MONTH -> monthName(time).substring(0, 3);
            case MONTH -> padded(time.getMonthValue(), element);
            case LONG_WEEKDAY -> weekdayName(time);
            case SHORT_WEEKDAY -> weekdayName(time).substring(0, 3);
            case DAY -> padded(time.getDayOfMonth(), element);
            case YEAR_DAY -> padded(time.getDayOfYear(), element);
            case HOUR -> twoDigits(time.getHour());
            case HOUR_OF_HALF_DAY -> padded((time.getHour() + 11) % 12 + 1, element);
            case MINUTE -> padded(time.getMinute(), element);
            case SECOND -> padded(time.getSecond(), element);
            case YEAR -> String.format("%04d", time.getYear());
            case SHORT_YEAR -> twoDigits(time.getYear() % 100);
            case HALF_DAY -> halfDay(time, element);
            case ZONE_NAME -> TimeZones.abbreviation(time);
            case OFFSET -> offset(time.getOffset().getTotalSeconds(), element);
            case FRACTION -> fraction(time.getNano(), element);
        };
    }

    private static String monthName(ZonedDateTime time) {
        return capitalised(time.getMonth().name());
    }

    static String weekdayName(ZonedDateTime time) {
        return capitalised(time.getDayOfWeek().name());
    }

    private static String capitalised(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    /** As wide as the element is written in the layout, if that has leading zeros or underscores. */
    private static String padded(int number, Element element) {
        if (element.isPaddedWithZero()) {
            return String.format("%0" + element.text().length() + "d", number);
        }
        return element.isPaddedWithSpace()
                ? String.format("%" + element.text().length() + "d", number)
                : Integer.toString(number);
    }

    private static String twoDigits(int number) {
        return String.format("%02d", number);
    }

    private static String halfDay(ZonedDateTime time, Element element) {
        String name = time.getHour() >= 12 ? "PM" : "AM";
        return element.text().equals("pm") ? name.toLowerCase(Locale.ROOT) : name;
    }

    /** In the form in which the element shows seven hours: {@code -07}, {@code -0700}, {@code -07:00}, … */
    private static String offset(int seconds, Element element) {
        if (element.isZulu() && seconds == 0) {
            return "Z";
        }
        int size = Math.abs(seconds);
        // Go drops the seconds before it looks at the sign.
        String sign = seconds / 60 < 0 ? "-" : "+";
        String form = element.text().substring("-07".length());
        String colon = form.startsWith(":") ? ":" : "";
        int parts = form.replace(":", "").length() / 2;
        return sign
                + twoDigits(size / 3600)
                + (parts > 0 ? colon + twoDigits(size / 60 % 60) : "")
                + (parts > 1 ? colon + twoDigits(size % 60) : "");
    }

    private static String fraction(int nanoseconds, Element element) {
        int digits = element.text().length() - 1;
        String nine = String.format("%09d", nanoseconds);
        String shown = element.text().charAt(0) + nine.substring(0, Math.min(digits, nine.length()));
        return element.isTrimmed() ? shown.replaceFirst("[.,]?0*$", "") : shown;
    }
}
