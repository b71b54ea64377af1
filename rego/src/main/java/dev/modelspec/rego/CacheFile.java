package dev.modelspec.rego;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.CRC32;

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
        try {
            Files.write(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /**
     * Content that tells by itself whether it is whole, and what it was stored for. That is no protection from whoever may write to the
     * cache.
     *
     * @param owner what the content belongs to, such as the key of an entry
     */
    public static byte[] seal(String owner, byte[] content) {
        return ByteBuffer.allocate(Long.BYTES + content.length)
                .putLong(checksum(owner, content, 0))
                .put(content)
                .array();
    }

    /**
     * What was sealed.
     *
     * @throws IOException if it is damaged, or was sealed for another owner
     */
    public static byte[] unseal(String owner, byte[] sealed) throws IOException {
        if (sealed.length < Long.BYTES || ByteBuffer.wrap(sealed).getLong() != checksum(owner, sealed, Long.BYTES)) {
            throw new IOException("it is damaged");
        }
        return Arrays.copyOfRange(sealed, Long.BYTES, sealed.length);
    }

    private static long checksum(String owner, byte[] bytes, int start) {
        var checksum = new CRC32();
        checksum.update((owner + "\n").getBytes(StandardCharsets.UTF_8));
        checksum.update(bytes, start, bytes.length - start);
        return checksum.getValue();
    }
}
