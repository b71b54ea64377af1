package dev.modelspec.engine.source;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of some kilobytes, of which there are hundreds: {@link Files#readAllBytes} takes twice as long for each. */
public final class SmallFiles {
    private SmallFiles() {}

    /**
     * All of a file.
     *
     * @throws IOException if it cannot be read, as {@link Files#readAllBytes} has it
     */
    public static byte[] read(Path file) throws IOException {
        try (var stream = new FileInputStream(file.toFile())) {
            return stream.readAllBytes();
        } catch (FileNotFoundException unsaidWhy) {
            return Files.readAllBytes(file);
        }
    }
}
