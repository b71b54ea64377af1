package dev.modelspec.engine.report;

/** Running text, wrapped between words. Line breaks in the text count as spaces. */
public final class Paragraph {
    private Paragraph() {}

    /**
     * Appends a text and a line break.
     *
     * @param first what the first line starts with
     * @param indent columns before the other lines
     * @param width columns of a line; a longer word has a line to itself
     */
    public static void append(StringBuilder out, String first, String text, int indent, int width) {
        out.append(first);
        wrap(out, DisplayWidth.of(first), text, indent, width);
    }

    /**
     * As {@link #append}, where the first line was begun already.
     *
     * @param begun columns of the first line that are used
     */
    public static void wrap(StringBuilder out, int begun, String text, int indent, int width) {
        int column = begun;
        boolean lineStart = true;
        for (String word : words(text)) {
            String printable = Printable.of(word);
            int wide = DisplayWidth.of(printable);
            if (!lineStart && column + 1 + wide > width) {
                out.append('\n').append(" ".repeat(indent));
                column = indent;
                lineStart = true;
            }
            out.append(lineStart ? "" : " ").append(printable);
            column += wide + (lineStart ? 0 : 1);
            lineStart = false;
        }
        out.append('\n');
    }

    private static String[] words(String text) {
        return text.replace('\n', ' ')
                .replace('\r', ' ')
                .replace('\t', ' ')
                .strip()
                .split(" +", -1);
    }
}
