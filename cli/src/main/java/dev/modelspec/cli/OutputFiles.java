package dev.modelspec.cli;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Writes files as a whole or not at all. */
final class OutputFiles {
    private OutputFiles() {}

    /**
     * Writes a file, in place of one that may be there.
     *
     * @throws ConfigurationException if it cannot be written
     */
    static void write(Path file, byte[] content) {
        try {
            WholeFile.write(file, content);
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be written: " + IoMessages.explain(e), List.of());
        }
    }
}
