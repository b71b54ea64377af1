package dev.modelspec.engine.report;

import dev.modelspec.engine.source.Region;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The lines of a source, counted as regions count them, without the secrets in them. */
public final class SourceLines {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final String text;
    private final int[] starts;
    private final int count;

    private final List<Region> secrets;

    /**
     * Decodes UTF-8, without its byte order mark; what is no UTF-8 becomes a replacement character.
     *
     * @param secrets what is not to be read: each character of it becomes an asterisk
     */
    public SourceLines(byte[] content, List<Region> secrets) {
        this.secrets = secrets;
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
        String line = text.substring(start, end);
        for (Region secret : secrets) {
            line = without(secret, line, number);
        }
        return line;
    }

    private static String without(Region secret, String line, int number) {
        if (number < secret.startLine() || number > secret.endLine()) {
            return line;
        }
        int length = line.codePointCount(0, line.length());
        int from = number == secret.startLine() ? Math.min(secret.startColumn() - 1, length) : 0;
        int to = number == secret.endLine() ? Math.min(secret.endColumn() - 1, length) : length;
        return line.substring(0, line.offsetByCodePoints(0, from))
                + "*".repeat(to - from)
                + line.substring(line.offsetByCodePoints(0, to));
    }
}
