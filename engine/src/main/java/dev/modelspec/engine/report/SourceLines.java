package dev.modelspec.engine.report;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a source, counted as regions count them. */
public final class SourceLines {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final String text;
    private final int[] starts;
    private final int count;

    /** Decodes UTF-8, without its byte order mark; what is no UTF-8 becomes a replacement character. */
    public SourceLines(byte[] content) {
        String decoded = new String(content, StandardCharsets.UTF_8);
        text = decoded.isEmpty() || decoded.charAt(0) != BYTE_ORDER_MARK ? decoded : decoded.substring(1);
        int[] found = new int[64];
        int lines = 1;
        for (int i = 0; i < text.length(); i++) {
            if (endsLine(i)) {
                found = lines == found.length ? Arrays.copyOf(found, lines * 2) : found;
                found[lines++] = i + 1;
            }
        }
        starts = found;
        count = lines;
    }

    private boolean endsLine(int i) {
        char c = text.charAt(i);
        return c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
    }

    /**
     * A line without its break.
     *
     * @param number from 1
     * @return empty past the end of the source
     */
    public String line(int number) {
        if (number < 1 || number > count) {
            return "";
        }
        int start = starts[number - 1];
        int end = number < count ? starts[number] : text.length();
        while (end > start && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(start, end);
    }
}
