package dev.modelspec.engine.bundle;

import dev.modelspec.rego.CacheFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the last bundle of each URL that was found good. One file each, written beside and moved into place, so that there is never
 * half of one. What is read from it is verified as if it came over the network.
 */
final class DownloadCache {
    /**
     * A bundle that was fetched before.
     *
     * @param content the bundle
     * @param tag what the server called this version; null if nothing
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Kept(byte[] content, @Nullable String tag) {}

    private final @Nullable Path folder;

    DownloadCache(@Nullable Path folder) {
        this.folder = folder;
    }

    /** What is kept of a URL; null if nothing is, or it is damaged or cannot be read. */
    @Nullable
    Kept get(String url) {
        if (folder == null) {
            return null;
        }
        try (var stream = Files.newInputStream(file(folder, url))) {
            // The first line is the tag.
            byte[] kept = CacheFile.unseal(url, stream.readNBytes(BundleLimits.DEFAULT.packedBytes() + (1 << 16)));
            int end = 0;
            while (end < kept.length && kept[end] != '\n') {
                end++;
            }
            if (end == kept.length) {
                return null;
            }
            String tag = new String(kept, 0, end, StandardCharsets.UTF_8);
            return new Kept(Arrays.copyOfRange(kept, end + 1, kept.length), tag.isEmpty() ? null : tag);
        } catch (IOException absent) {
            return null;
        }
    }

    /** Keeps a bundle. If that is impossible, it is fetched again next time. */
    void put(String url, byte[] content, @Nullable String tag) {
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
            var kept = new ByteArrayOutputStream();
            kept.writeBytes(((tag == null ? "" : tag) + "\n").getBytes(StandardCharsets.UTF_8));
            kept.writeBytes(content);
            CacheFile.write(file(folder, url), CacheFile.seal(url, kept.toByteArray()));
        } catch (IOException unwritable) {
            // It is a cache.
        }
    }

    private static Path file(Path folder, String url) {
        String digest = Digests.sha256(url.getBytes(StandardCharsets.UTF_8));
        return folder.resolve(digest.substring(digest.indexOf(':') + 1));
    }
}
