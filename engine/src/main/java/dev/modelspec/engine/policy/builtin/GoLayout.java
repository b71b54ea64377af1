package dev.modelspec.engine.policy.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Go time layout, which shows how the moment {@code Mon Jan 2 15:04:05 MST 2006} is to be written, cut into its elements.
 */
record GoLayout(List<Element> elements) {

    /** What an element of a layout stands for. */
    enum Kind {
        LITERAL,
        LONG_MONTH,
        SHORT_MONTH,
        MONTH,
        LONG_WEEKDAY,
        SHORT_WEEKDAY,
        DAY,
        YEAR_DAY,
        HOUR,
        HOUR_OF_HALF_DAY,
        MINUTE,
        SECOND,
        YEAR,
        SHORT_YEAR,
        HALF_DAY,
        ZONE_NAME,
        OFFSET,
        FRACTION
    }

    /** A part of a layout as it is written there. */
    record Element(Kind kind, String text) {
        /** Written with a leading zero, which makes the width fixed. */
        boolean isPaddedWithZero() {
            return text.startsWith("0");
        }

        boolean isPaddedWithSpace() {
            return text.startsWith("_");
        }

        /** For {@link Kind#OFFSET}: UTC is written {@code Z}. */
        boolean isZulu() {
            return text.startsWith("Z");
        }

        /** For {@link Kind#FRACTION}: trailing zeros are left out. */
        boolean isTrimmed() {
            return text.endsWith("9");
        }
    }

    private record Pattern(String text, Kind kind) {}

    /** In the order in which Go looks for them: longer ones first where one starts another. */
    private static final List<Pattern> PATTERNS = List.of(
            new Pattern("January", Kind.LONG_MONTH),
            new Pattern("Jan", Kind.SHORT_MONTH),
            new Pattern("Monday", Kind.LONG_WEEKDAY),
            new Pattern("Mon", Kind.SHORT_WEEKDAY),
            new Pattern("MST", Kind.ZONE_NAME),
            new Pattern("01", Kind.MONTH),
            new Pattern("02", Kind.DAY),
            new Pattern("03", Kind.HOUR_OF_HALF_DAY),
            new Pattern("04", Kind.MINUTE),
            new Pattern("05", Kind.SECOND),
            new Pattern("06", Kind.SHORT_YEAR),
            new Pattern("002", Kind.YEAR_DAY),
            new Pattern("15", Kind.HOUR),
            new Pattern("1", Kind.MONTH),
            new Pattern("2006", Kind.YEAR),
            new Pattern("2", Kind.DAY),
            new Pattern("_2006", Kind.LITERAL),
            new Pattern("_2", Kind.DAY),
            new Pattern("__2", Kind.YEAR_DAY),
            new Pattern("3", Kind.HOUR_OF_HALF_DAY),
            new Pattern("4", Kind.MINUTE),
            new Pattern("5", Kind.SECOND),
            new Pattern("PM", Kind.HALF_DAY),
            new Pattern("pm", Kind.HALF_DAY),
            new Pattern("-070000", Kind.OFFSET),
            new Pattern("-07:00:00", Kind.OFFSET),
            new Pattern("-0700", Kind.OFFSET),
            new Pattern("-07:00", Kind.OFFSET),
            new Pattern("-07", Kind.OFFSET),
            new Pattern("Z070000", Kind.OFFSET),
            new Pattern("Z07:00:00", Kind.OFFSET),
            new Pattern("Z0700", Kind.OFFSET),
            new Pattern("Z07:00", Kind.OFFSET),
            new Pattern("Z07", Kind.OFFSET));

    static final String RFC_3339 = "2006-01-02T15:04:05Z07:00";
    static final String RFC_3339_NANO = "2006-01-02T15:04:05.999999999Z07:00";

    private static final Map<String, String> NAMED = Map.of(
            "ANSIC", "Mon Jan _2 15:04:05 2006",
            "UnixDate", "Mon Jan _2 15:04:05 MST 2006",
            "RubyDate", "Mon Jan 02 15:04:05 -0700 2006",
            "RFC822", "02 Jan 06 15:04 MST",
            "RFC822Z", "02 Jan 06 15:04 -0700",
            "RFC850", "Monday, 02-Jan-06 15:04:05 MST",
            "RFC1123", "Mon, 02 Jan 2006 15:04:05 MST",
            "RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700",
            "RFC3339", RFC_3339,
            "RFC3339Nano", RFC_3339_NANO);

    /** Reads a layout, or the name of one of Go's constants such as {@code RFC1123}. */
    static GoLayout of(String nameOrLayout) {
        String layout = NAMED.getOrDefault(nameOrLayout, nameOrLayout);
        List<Element> elements = new ArrayList<>();
        int literalStart = 0;
        int i = 0;
        while (i < layout.length()) {
            Element element = elementAt(layout, i);
            if (element.kind() == Kind.LITERAL) {
                i++;
                continue;
            }
            addLiteral(elements, layout.substring(literalStart, i));
            elements.add(element);
            i += element.text().length();
            literalStart = i;
        }
        addLiteral(elements, layout.substring(literalStart));
        return new GoLayout(elements);
    }

    private static void addLiteral(List<Element> elements, String text) {
        if (!text.isEmpty()) {
            elements.add(new Element(Kind.LITERAL, text));
        }
    }

    private static Element elementAt(String layout, int start) {
        for (Pattern pattern : PATTERNS) {
            if (layout.startsWith(pattern.text(), start) && !isPartOfWord(layout, start, pattern.kind())) {
                return new Element(pattern.kind(), pattern.text());
            }
        }
        return fractionAt(layout, start);
    }

    /** {@code Month} does not contain {@code Mon}. */
    private static boolean isPartOfWord(String layout, int start, Kind kind) {
        int end = start + "Mon".length();
        return (kind == Kind.SHORT_MONTH || kind == Kind.SHORT_WEEKDAY)
                && end < layout.length()
                && layout.charAt(end) >= 'a'
                && layout.charAt(end) <= 'z';
    }

    /** A point or comma with zeros or nines behind it, and no other digit after those. */
    private static Element fractionAt(String layout, int start) {
        Element none = new Element(Kind.LITERAL, layout.substring(start, start + 1));
        int end = start + 1;
        if (".,".indexOf(layout.charAt(start)) < 0 || end >= layout.length()) {
            return none;
        }
        char digit = layout.charAt(end);
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        boolean isFraction = (digit == '0' || digit == '9') && (end == layout.length() || !isDigit(layout.charAt(end)));
        return isFraction ? new Element(Kind.FRACTION, layout.substring(start, end)) : none;
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
