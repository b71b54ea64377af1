package dev.modelspec.engine.cluster;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Text as YAML: without quotes where it can be nothing else, as a block where it has lines, in double quotes otherwise. */
final class YamlScalarText {
    /** Starts with a letter or a slash; has no colon or number sign with which something else could begin. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z/](?:[A-Za-z0-9_./,;()'+=@$-]|:(?=[^ ])| (?=[^ ]))*(?<![: ])");

    /** Lines that are not indented, and not too strange, of which the last may end with a line break. */
    private static final Pattern LINES = Pattern.compile("(?:(?:[!-~][ -~]*)?\n)+(?:[!-~][ -~]*)?");

    /** Words that YAML 1.1 or 1.2 reads as booleans or as nothing. */
    private static final Set<String> WORDS = Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

    private YamlScalarText() {}

    /** On one line. */
    static String of(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : quoted(text);
    }

    /** As a literal block, indented by as much as told, if the text has lines; on one line otherwise. No line break at the end. */
    static String block(String text, String indent) {
        if (text.startsWith("\n")
                || text.endsWith("\n\n")
                || !LINES.matcher(text).matches()) {
            return of(text);
        }
        boolean ends = text.endsWith("\n");
        StringBuilder block = new StringBuilder(ends ? "|" : "|-");
        for (String line : (ends ? text.substring(0, text.length() - 1) : text).split("\n", -1)) {
            block.append('\n').append(line.isEmpty() ? "" : indent).append(line);
        }
        return block.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append((char) c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (isHidden(c)) {
                        quoted.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
                    } else {
                        quoted.appendCodePoint(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    /** What YAML may not have in it, and what nobody would see. */
    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> c == 0xFFFE || c == 0xFFFF;
        };
    }
}
