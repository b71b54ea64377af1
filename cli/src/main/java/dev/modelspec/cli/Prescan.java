package dev.modelspec.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A look at the bytes of a file that came along in a folder, before it is parsed: most YAML and JSON in the world has nothing to do
 * with ModelSpecs. When in doubt, it is parsed.
 */
final class Prescan {
    private static final byte[] KIND = "modelspec".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] GROUP = "piqc.ai".getBytes(StandardCharsets.US_ASCII);

    private static final int CHUNK = 1 << 16;

    /** Length of {@code ---}. */
    private static final int BOUNDARY = 3;

    private Prescan() {}

    /**
     * Whether there can be a ModelSpec in a text: it names the kind or the API group, or could do so in a way that is not seen at a
     * glance, by an escape or in another encoding.
     */
    static boolean mayHoldSpecs(byte[] text) {
        for (byte b : text) {
            if (b == '\\' || b == 0) {
                return true;
            }
        }
        return mentionsSpecs(text, text.length);
    }

    /** Whether a text that is too large to be read names the kind or the API group. */
    static boolean mentionsSpecs(InputStream text) throws IOException {
        byte[] chunk = new byte[CHUNK];
        int kept = 0;
        int read = text.readNBytes(chunk, 0, CHUNK);
        while (read > 0) {
            if (mentionsSpecs(chunk, kept + read)) {
                return true;
            }
            // A word may go on in the next chunk.
            int tail = Math.min(KIND.length, kept + read);
            System.arraycopy(chunk, kept + read - tail, chunk, 0, tail);
            kept = tail;
            read = text.readNBytes(chunk, kept, CHUNK - kept);
        }
        return false;
    }

    private static boolean mentionsSpecs(byte[] text, int length) {
        for (int i = 0; i < length; i++) {
            int b = text[i] | 0x20;
            if ((b == 'm' && startsAt(text, length, i, KIND)) || (b == 'p' && startsAt(text, length, i, GROUP))) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsAt(byte[] text, int length, int from, byte[] word) {
        if (from + word.length > length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            byte b = text[from + i];
            if ((b >= 'A' && b <= 'Z' ? b | 0x20 : b) != word[i]) {
                return false;
            }
        }
        return true;
    }

    /** How many documents a text without specs holds: those of YAML that are not empty, one for JSON. */
    static int documents(String name, byte[] text) {
        if (name.toLowerCase(Locale.ROOT).endsWith(".json")) {
            return 1;
        }
        int documents = 0;
        boolean content = false;
        for (int start = 0; start < text.length; ) {
            int end = endOfLine(text, start);
            if (isBoundary(text, start, end)) {
                documents += content ? 1 : 0;
                content = hasContent(text, start + BOUNDARY, end);
            } else {
                content |= hasContent(text, start, end);
            }
            start = end + 1;
        }
        return Math.max(1, documents + (content ? 1 : 0));
    }

    private static int endOfLine(byte[] text, int start) {
        int end = start;
        while (end < text.length && text[end] != '\n') {
            end++;
        }
        return end;
    }

    private static boolean isBoundary(byte[] text, int start, int end) {
        return end - start >= BOUNDARY
                && text[start] == '-'
                && text[start + 1] == '-'
                && text[start + 2] == '-'
                && (end - start == BOUNDARY || isBlank(text[start + BOUNDARY]));
    }

    private static boolean hasContent(byte[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isBlank(text[i])) {
                return text[i] != '#';
            }
        }
        return false;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }
}
