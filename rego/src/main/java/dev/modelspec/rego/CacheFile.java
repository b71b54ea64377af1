package dev.modelspec.rego;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;

/** Files of a cache, which appear whole or not at all to whoever looks at the same time. */
public final class CacheFile {
    private CacheFile() {}

    /**
     * Writes a file, in place of one that may be there.
     *
     * @throws IOException if it cannot be written; its folder has to be there
     */
    public static void write(Path file, byte[] content) throws IOException {
        // Files.createTempFile would ask for better chance, and wait for it.
        Path draft = file.resolveSibling(
                file.getFileName() + "-" + ThreadLocalRandom.current().nextLong() + ".draft");
        Files.write(draft, content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
