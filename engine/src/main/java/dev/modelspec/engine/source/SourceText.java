package dev.modelspec.engine.source;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The decoded text of a source. Offsets are counted in {@code char}s; lines and columns are worked out only when somebody asks,
 * because most documents have no findings.
 */
public final class SourceText {
    private static final int STRETCH = 1024;

    private final String text;
    private volatile int @Nullable [] lineStarts;
    private volatile int @Nullable [] codePointCounts;

    public SourceText(String text) {
        this.text = text;
    }

    /** The whole text. */
    public String text() {
        return text;
    }

    /** The text from one offset to another, as it was written. */
    public String slice(int start, int end) {
        return text.substring(start, Math.max(start, end));
    }

    /** Lines and columns of the text from one offset to another. */
    public Region region(int start, int end) {
        int[] lines = lineStarts();
        int startLine = line(lines, start);
        int endLine = line(lines, end);
        return new Region(startLine + 1, column(lines[startLine], start), endLine + 1, column(lines[endLine], end));
    }

    /** The offset at which the line of this offset ends, before its line break. */
    public int endOfLine(int offset) {
        int end = offset;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** A text on one line may be as long as a text may be, and have many findings: nothing is counted twice. */
    private int column(int lineStart, int offset) {
        return codePoints(Math.min(offset, text.length())) - codePoints(lineStart) + 1;
    }

    private int codePoints(int offset) {
        int[] counts = codePointCounts();
        if (counts.length == 0) {
            return offset;
        }
        int stretch = offset / STRETCH;
        return counts[stretch] + text.codePointCount(start(stretch), Math.max(start(stretch), offset));
    }

    /** Code points before each stretch of the text; none where every code point is one char. */
    private int[] codePointCounts() {
        int[] known = codePointCounts;
        if (known != null) {
            return known;
        }
        int[] counts = new int[0];
        if (text.codePointCount(0, text.length()) != text.length()) {
            counts = new int[text.length() / STRETCH + 1];
            for (int i = 1; i < counts.length; i++) {
                counts[i] = counts[i - 1] + text.codePointCount(start(i - 1), start(i));
            }
        }
        codePointCounts = counts;
        return counts;
    }

    /** Where a stretch starts: not between the two halves of a pair. */
    private int start(int stretch) {
        int start = stretch * STRETCH;
        boolean cut = start > 0 && start < text.length() && Character.isLowSurrogate(text.charAt(start));
        return cut ? start + 1 : start;
    }

    private static int line(int[] lines, int offset) {
        int found = Arrays.binarySearch(lines, offset);
        return found >= 0 ? found : -found - 2;
    }

    private int[] lineStarts() {
        int[] known = lineStarts;
        if (known != null) {
            return known;
        }
        boolean unix = text.indexOf('\r') < 0;
        int[] starts = new int[64];
        int count = 1;
        for (int next = nextLine(0, unix); next > 0; next = nextLine(next, unix)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, count * 2);
            }
            starts[count++] = next;
        }
        int[] trimmed = Arrays.copyOf(starts, count);
        lineStarts = trimmed;
        return trimmed;
    }

    /** Where the line after this one starts; 0 if this is the last one. */
    private int nextLine(int offset, boolean unix) {
        if (unix) {
            return text.indexOf('\n', offset) + 1;
        }
        int end = endOfLine(offset);
        boolean two = text.startsWith("\r\n", end);
        return end == text.length() ? 0 : end + (two ? 2 : 1);
    }
}
