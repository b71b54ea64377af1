package dev.modelspec.engine.report;

import dev.modelspec.engine.source.Region;

/**
 * A line of a source as a terminal shows it, and what to underline in it.
 *
 * @param text the line without tabs and control characters, cut to a width
 * @param caretStart columns before the first caret
 * @param caretWidth number of carets, at least 1
 */
public record Excerpt(String text, int caretStart, int caretWidth) {
    private static final String CUT = "…";
    private static final int TAB = 4;

    /** Columns of the line that stay to the left of the region, where the line has to be cut. */
    private static final int CONTEXT = 16;

    /**
     * The first line of a region.
     *
     * @param line that line
     * @param width columns there are
     */
    public static Excerpt of(String line, Region region, int width) {
        return new Line(line).cut(region, width);
    }

    /** A line on its way to the terminal: where each code point stands in the text shown, and at which column. */
    private static final class Line {
        private final StringBuilder shown = new StringBuilder();
        private final int[] offsets;
        private final int[] columns;
        private final int length;

        Line(String line) {
            int[] codePoints = line.codePoints().toArray();
            length = codePoints.length;
            offsets = new int[length + 1];
            columns = new int[length + 1];
            var width = new DisplayWidth();
            for (int i = 0; i < length; i++) {
                columns[i + 1] = columns[i] + show(codePoints[i], columns[i], width);
                offsets[i + 1] = shown.length();
            }
        }

        private int show(int c, int column, DisplayWidth width) {
            if (c == '\t') {
                int spaces = TAB - column % TAB;
                shown.append(" ".repeat(spaces));
                return spaces;
            }
            String escape = Printable.escape(c);
            if (escape != null) {
                shown.append(escape);
                return escape.length();
            }
            shown.appendCodePoint(c);
            return width.add(c);
        }

        Excerpt cut(Region region, int width) {
            int first = Math.min(region.startColumn() - 1, length);
            int last = region.endLine() > region.startLine() ? length : Math.min(region.endColumn() - 1, length);
            int from = columns[first];
            int to = Math.max(columns[Math.max(first, last)], from + 1);
            int total = Math.max(columns[length], to);
            if (total <= width) {
                return new Excerpt(shown.toString().stripTrailing(), from, to - from);
            }
            int start = to < width ? 0 : indexOf(Math.min(from - context(to - from, width), total - (width - 1)));
            int before = start > 0 ? 1 : 0;
            int room = columns[start] - before + width;
            int end = start;
            while (end < length && columns[end + 1] <= (end + 1 == length ? room : room - 1)) {
                end++;
            }
            String text =
                    (before > 0 ? CUT : "") + shown.substring(offsets[start], offsets[end]) + (end < length ? CUT : "");
            int caret = Math.min(from - columns[start] + before, width - 1);
            return new Excerpt(text.stripTrailing(), caret, Math.min(to - from, width - caret));
        }

        private static int context(int carets, int width) {
            return Math.max(0, Math.min(CONTEXT, width - 2 - carets));
        }

        private int indexOf(int column) {
            int index = 0;
            while (index < length && columns[index] < column) {
                index++;
            }
            return index;
        }
    }
}
