package dev.modelspec.webhook.decisionlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A file of the spill.
 *
 * @param file the file
 * @param number its place in the order
 * @param lines how many whole lines it has
 * @param bytes how much of it counts; what comes after is the rest of a write that failed
 * @param since when its first line was logged
 */
record SpillSegment(Path file, long number, long lines, long bytes, Instant since) {

    /** A file that an earlier process left. A crash may have torn its last line, of which nobody was told that it is durable. */
    static SpillSegment recovered(Path file) throws IOException {
        String digits = file.getFileName().toString().replaceAll("\\D", "");
        byte[] content = Files.readAllBytes(file);
        List<byte[]> lines = wholeLines(content);
        Instant since = lines.isEmpty() ? Files.getLastModifiedTime(file).toInstant() : time(file, lines.get(0));
        return new SpillSegment(file, Long.parseLong(digits), lines.size(), content.length, since);
    }

    private static Instant time(Path file, byte[] line) throws IOException {
        try {
            return Instant.parse(
                    JsonMapper.shared().readTree(line).path("timestamp").asString(""));
        } catch (JacksonException | DateTimeException unknown) {
            return Files.getLastModifiedTime(file).toInstant();
        }
    }

    SpillSegment with(int moreLines, int moreBytes) {
        return new SpillSegment(file, number, lines + moreLines, bytes + moreBytes, since);
    }

    /** Its lines, each with its line feed. */
    List<byte[]> read() throws IOException {
        byte[] content = Files.readAllBytes(file);
        return wholeLines(content.length > bytes ? Arrays.copyOf(content, (int) bytes) : content);
    }

    private static List<byte[]> wholeLines(byte[] content) {
        var lines = new ArrayList<byte[]>();
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                // After a power cut there can be zeros in a file.
                if (i > start && content[start] == '{' && content[i - 1] == '}') {
                    lines.add(Arrays.copyOfRange(content, start, i + 1));
                }
                start = i + 1;
            }
        }
        return lines;
    }
}
