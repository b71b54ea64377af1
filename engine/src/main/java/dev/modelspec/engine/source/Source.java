package dev.modelspec.engine.source;

import java.nio.charset.StandardCharsets;

/**
 * A text to check: its name, as messages show it, and its bytes as they were read.
 *
 * @param name a path, URL or label such as {@code <stdin>}
 * @param content the bytes, not copied: do not change them
 */
@SuppressWarnings("ArrayRecordComponent")
public record Source(String name, byte[] content) {
    /** A source from text. */
    public static Source of(String name, String text) {
        return new Source(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
