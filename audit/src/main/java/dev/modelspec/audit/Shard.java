package dev.modelspec.audit;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * One of several parts of all specs. To which one a source belongs is told by its name alone, whatever else there is.
 *
 * @param number from 1
 * @param count how many there are
 */
public record Shard(int number, int count) {
    public Shard {
        if (number < 1 || number > count) {
            throw new IllegalArgumentException("a shard is I/N with I from 1 to N, not " + number + "/" + count);
        }
    }

    /** Whether a source belongs to it. */
    public boolean has(String source) {
        var hash = new CRC32();
        hash.update(source.getBytes(StandardCharsets.UTF_8));
        return hash.getValue() % count == number - 1;
    }

    @Override
    public String toString() {
        return number + "/" + count;
    }
}
