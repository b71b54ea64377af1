package dev.modelspec.audit.format;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Markdown as GitHub reads it, of text that may say anything. */
final class Md {
    private Md() {}

    /** Text that shows as it is, on one line. */
    static String text(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (c == '&') {
                escaped.append("&amp;");
            } else if (c == '<') {
                escaped.append("&lt;");
            } else if (c == '>') {
                escaped.append("&gt;");
            } else if (c == '@') {
                // Nobody is to be notified.
                escaped.append("&#64;");
            } else if (c < ' ' || c == 0x7F || c == 0x85 || c == 0x2028 || c == 0x2029) {
                escaped.append(' ');
            } else {
                if (isMark(c)) {
                    escaped.append('\\');
                }
                escaped.appendCodePoint(c);
            }
        });
        return escaped.toString().strip();
    }

    private static boolean isMark(int c) {
        return "\\`*_{}[]()#|~!$".indexOf(c) >= 0;
    }

    /** A row of a table. */
    static String row(String... cells) {
        return row(Arrays.asList(cells));
    }

    private static String row(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** The first two lines of a table. */
    static String head(String... titles) {
        return "\n" + row(titles) + "|" + "---|".repeat(titles.length) + "\n";
    }
}
