package dev.modelspec.engine.policy.builtin;

import java.util.Set;
import java.util.regex.Pattern;

/** How go-yaml writes a string: without quotes if it would be read back as the same string, else in the plainest way. */
enum YamlScalarStyle {
    PLAIN,
    SINGLE_QUOTED,
    DOUBLE_QUOTED,
    LITERAL;

    private static final String LINE_BREAKS = "\n\r\u0085\u2028\u2029";
    private static final String INDICATORS_AT_START = "#,[]{}&*!|>'\"%@`";
    private static final Pattern BASE_60 = Pattern.compile("[-+]?[0-9][0-9_]*+(?::[0-5]?[0-9])++(?:\\.[0-9_]*+)?");
    private static final Set<String> OLD_BOOLEANS =
            Set.of("y", "Y", "yes", "Yes", "YES", "on", "On", "ON", "n", "N", "no", "No", "NO", "off", "Off", "OFF");

    /**
     * Chooses the style of a string.
     *
     * @param asKey whether it is a key in front of its value on the same line
     */
    static YamlScalarStyle of(String text, boolean asKey) {
        Traits traits = Traits.of(text);
        YamlScalarStyle style = text.contains("\n") ? LITERAL : isReadAsString(text) ? PLAIN : DOUBLE_QUOTED;
        if (asKey && traits.multiline()) {
            style = DOUBLE_QUOTED;
        }
        if (style == PLAIN && !traits.plainAllowed()) {
            style = SINGLE_QUOTED;
        }
        boolean allowed = switch (style) {
            case SINGLE_QUOTED -> traits.singleQuotedAllowed();
            case LITERAL -> traits.literalAllowed();
            default -> true;
        };
        return allowed ? style : DOUBLE_QUOTED;
    }

    static boolean isMultiline(String text) {
        return text.codePoints().anyMatch(YamlScalarStyle::isBreak);
    }

    static boolean isBreak(int c) {
        return LINE_BREAKS.indexOf(c) >= 0;
    }

    /** What go-yaml does not escape; it knows no characters beyond the Basic Multilingual Plane. */
    static boolean isPrintable(int c) {
        return c == '\n'
                || (c >= 0x20 && c <= 0x7E)
                || (c >= 0xA0 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF);
    }

    private static boolean isReadAsString(String text) {
        return YamlScalar.ofPlain(text).type() == YamlScalar.Type.STRING
                && !OLD_BOOLEANS.contains(text)
                && !BASE_60.matcher(text).matches()
                && !YamlTimestamp.looksLike(text);
    }

    /** What the characters of a string allow. */
    private record Traits(
            boolean multiline, boolean plainAllowed, boolean singleQuotedAllowed, boolean literalAllowed) {

        static Traits of(String text) {
            if (text.isEmpty()) {
                return new Traits(false, true, true, false);
            }
            int[] c = text.codePoints().toArray();
            int last = c.length - 1;
            boolean breakThenSpace = false;
            boolean spaceThenBreak = false;
            boolean tab = false;
            boolean special = false;
            for (int i = 0; i <= last; i++) {
                tab |= c[i] == '\t';
                special |= c[i] != '\t' && !isPrintable(c[i]);
                breakThenSpace |= i > 0 && c[i] == ' ' && isBreak(c[i - 1]);
                spaceThenBreak |= i > 0 && isBreak(c[i]) && c[i - 1] == ' ';
            }
            boolean multiline = isMultiline(text);
            boolean edge = c[0] == ' ' || c[last] == ' ' || isBreak(c[0]) || isBreak(c[last]);
            boolean singleQuoted = !breakThenSpace && !spaceThenBreak && !tab && !special;
            boolean plain = singleQuoted && !edge && !multiline && !hasIndicator(text, c);
            boolean literal = c[last] != ' ' && !spaceThenBreak && !special;
            return new Traits(multiline, plain, singleQuoted, literal);
        }

        /** Whether the text holds what would mean something else outside of quotes. */
        private static boolean hasIndicator(String text, int[] c) {
            if (text.startsWith("---") || text.startsWith("...") || INDICATORS_AT_START.indexOf(c[0]) >= 0) {
                return true;
            }
            for (int i = 0; i < c.length; i++) {
                boolean spaceFollows = i + 1 == c.length || c[i + 1] == ' ' || c[i + 1] == '\t';
                boolean colon = c[i] == ':' && spaceFollows;
                boolean atStart = i == 0 && (c[i] == '?' || c[i] == '-') && spaceFollows;
                boolean comment = i > 0 && c[i] == '#' && (c[i - 1] == ' ' || c[i - 1] == '\t' || isBreak(c[i - 1]));
                if (colon || atStart || comment) {
                    return true;
                }
            }
            return false;
        }
    }
}
