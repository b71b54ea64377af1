package dev.modelspec.engine.policy.builtin;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the pieces of a time's text, with Go's rules for each. */
final class GoTimeScanner {
    private static final int NANO_DIGITS = 9;
    private static final int LARGEST_OFFSET_HOUR = 24;
    private static final int LARGEST_OFFSET_PART = 60;
    private static final int[] POWERS_OF_TEN = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };
    private static final int SHORTEST_ZONE = 3;
    private static final Pattern SIGNED = Pattern.compile("[+-]?[0-9]*");

    /** Go cannot know all zones, so it takes what looks like one. */
    private static final Pattern ZONE = Pattern.compile(
            "UTC|ChST|MeST|GMT|[A-Z]{4}T(?![A-Z])|WITA(?![A-Z])|[A-Z]{3}T(?![A-Z])" + "|[A-Z]{3}(?![A-Z])");

    private static final Pattern SIGNED_HOURS = Pattern.compile("[+-]([0-9]+)");

    private final String text;
    private int position;

    GoTimeScanner(String text) {
        this.text = text;
    }

    void expectEnd() throws BuiltinException {
        if (position < text.length()) {
            throw error("extra text: " + GoQuote.quote(text.substring(position)));
        }
    }

    boolean accept(char wanted) {
        boolean found = position < text.length() && text.charAt(position) == wanted;
        position += found ? 1 : 0;
        return found;
    }

    void skipSpaces(int most) {
        for (int i = 0; i < most && accept(' '); i++) {
            // Each turn takes one space.
        }
    }

    /** Reads text of the layout that stands for itself; any number of spaces equals any other. */
    void skip(String literal) throws BuiltinException {
        for (int i = 0; i < literal.length(); i++) {
            char c = literal.charAt(i);
            if (c != ' ') {
                expect(c);
                continue;
            }
            boolean firstOfRun = i == 0 || literal.charAt(i - 1) != ' ';
            if (firstOfRun && position < text.length() && text.charAt(position) != ' ') {
                throw error("expected a space");
            }
            skipSpaces(text.length());
        }
    }

    private void expect(char wanted) throws BuiltinException {
        if (!accept(wanted)) {
            throw error("expected " + GoQuote.quote(String.valueOf(wanted)));
        }
    }

    /** The index of the first word that comes next, whatever its case. */
    int word(List<String> words) throws BuiltinException {
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (text.regionMatches(true, position, word, 0, word.length()) && isAscii(position, word.length())) {
                position += word.length();
                return i;
            }
        }
        throw error("expected one of " + words);
    }

    /** Java's "ignoring case" goes beyond ASCII, Go's does not. */
    private boolean isAscii(int start, int length) {
        return text.substring(start, start + length).chars().allMatch(c -> c < 0x80);
    }

    int number(int fewestDigits, int mostDigits) throws BuiltinException {
        int start = position;
        while (position < start + mostDigits && isAtDigit(position)) {
            position++;
        }
        if (position < start + fewestDigits) {
            throw error("expected a number");
        }
        return Integer.parseInt(text, start, position, 10);
    }

    int check(int number, int least, int most, String what) throws BuiltinException {
        if (number < least || number > most) {
            throw error(what + " out of range");
        }
        return number;
    }

    /** A year of two characters, of which the first may be a sign. */
    int signedTwoCharacters() throws BuiltinException {
        return signedNumber(take(2));
    }

    String halfDay(boolean lowerCase) throws BuiltinException {
        String name = take(2);
        if (!List.of(lowerCase ? "am" : "AM", lowerCase ? "pm" : "PM").contains(name)) {
            throw error("expected AM or PM");
        }
        return name;
    }

    boolean isAtFraction() {
        return position < text.length() && ".,".indexOf(text.charAt(position)) >= 0 && isAtDigit(position + 1);
    }

    /** Nanoseconds, from a point or comma and all digits that follow; those after the ninth are dropped. */
    int fraction() throws BuiltinException {
        int end = position + 1;
        while (isAtDigit(end)) {
            end++;
        }
        return fraction(end - position - 1);
    }

    /** Nanoseconds, from a point or comma and a number of digits. */
    int fraction(int digits) throws BuiltinException {
        if (!accept('.') && !accept(',')) {
            throw error("expected a fraction");
        }
        String fraction = take(digits);
        String significant = fraction.substring(0, Math.min(digits, NANO_DIGITS));
        int number = signedNumber(significant);
        if (number < 0) {
            throw error("fractional second out of range");
        }
        return number * POWERS_OF_TEN[NANO_DIGITS - significant.length()];
    }

    /** A number as Go's {@code time} package reads it: a sign is fine, even one without digits. */
    private int signedNumber(String number) throws BuiltinException {
        if (!SIGNED.matcher(number).matches()) {
            throw error("expected a number");
        }
        return number.equals("+") || number.equals("-") ? 0 : Integer.parseInt(number);
    }

    /** The name of a time zone, with the hours in {@code GMT+3}. */
    String zoneName() throws BuiltinException {
        if (text.length() - position < SHORTEST_ZONE) {
            throw error("expected the name of a time zone");
        }
        if ("+-".indexOf(text.charAt(position)) >= 0) {
            return take(signedHoursLength());
        }
        Matcher matcher = ZONE.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            throw error("expected the name of a time zone");
        }
        String name = take(matcher.end() - position);
        return name.equals("GMT") && text.length() - position > 0 ? name + gmtHours() : name;
    }

    private String gmtHours() throws BuiltinException {
        Matcher matcher = SIGNED_HOURS.matcher(text).region(position, text.length());
        return matcher.lookingAt() && isHour(matcher.group(1)) ? take(matcher.end() - position) : "";
    }

    private int signedHoursLength() throws BuiltinException {
        Matcher matcher = SIGNED_HOURS.matcher(text).region(position, text.length());
        if (!matcher.lookingAt() || !isHour(matcher.group(1))) {
            throw error("expected the name of a time zone");
        }
        return matcher.end() - position;
    }

    private static boolean isHour(String digits) {
        String significant = digits.replaceFirst("^0+(?=.)", "");
        return significant.length() <= 2 && Integer.parseInt(significant) <= 23;
    }

    /** Seconds east of UTC, written in a form such as {@code 07:00}. */
    int offset(String form) throws BuiltinException {
        boolean west = accept('-');
        if (!west && !accept('+')) {
            throw error("expected an offset");
        }
        int[] parts = new int[3];
        int count = 0;
        for (int i = 0; i < form.length(); i++) {
            if (form.charAt(i) == ':') {
                expect(':');
            } else {
                int most = count == 0 ? LARGEST_OFFSET_HOUR : LARGEST_OFFSET_PART;
                parts[count++] = check(number(2, 2), 0, most, "time zone offset");
                i++;
            }
        }
        int seconds = parts[0] * 3600 + parts[1] * 60 + parts[2];
        return west ? -seconds : seconds;
    }

    private String take(int length) throws BuiltinException {
        if (position + length > text.length()) {
            throw error("the text ends too early");
        }
        position += length;
        return text.substring(position - length, position);
    }

    private boolean isAtDigit(int index) {
        return index < text.length() && GoLayout.isDigit(text.charAt(index));
    }

    BuiltinException error(String what) {
        return new BuiltinException("parsing time " + GoQuote.quote(text) + ": " + what);
    }
}
