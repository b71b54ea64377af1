package dev.modelspec.cli;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;

/** Writes files as a whole or not at all. */
final class OutputFiles {
    private OutputFiles() {}

    /**
     * Where a file is written before it takes its place: beside it. It does not exist yet, so that whoever makes it gives it the
     * permissions of any new file.
     */
    static Path draft(Path file) {
        String name = "." + file.getFileName() + "." + UUID.randomUUID() + ".draft";
        return file.toAbsolutePath().resolveSibling(name);
    }

    /** Writes a file, in place of one that may be there. */
    static void write(Path file, byte[] content) {
        try {
            Path draft = draft(file);
            try {
                Files.write(draft, content, StandardOpenOption.CREATE_NEW);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be written: " + IoMessages.explain(e), List.of());
        }
    }
}
