package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a bundle, held in memory.
 *
 * @param origin where it came from, for messages
 * @param files contents by name: relative, with slashes; not copied, do not change them
 * @param digest SHA-256 of the compressed file, {@code sha256:<hex>}
 * @param packedBytes size of the compressed file
 */
public record BundleArchive(String origin, SortedMap<String, byte[]> files, String digest, int packedBytes) {
    public BundleArchive {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Reads a bundle, a tar archive compressed with gzip.
     *
     * @throws ConfigurationException if it is none, is damaged, is too large, or has entries that no bundle has
     */
    public static BundleArchive read(String origin, byte[] packed) {
        return read(origin, packed, BundleLimits.DEFAULT);
    }

    static BundleArchive read(String origin, byte[] packed, BundleLimits limits) {
        if (packed.length > limits.packedBytes()) {
            throw Refusal.of(origin, "it is larger than " + limits.packedBytes() + " bytes, the limit");
        }
        var raw = new ByteArrayInputStream(packed);
        try (var gzip = gzip(raw);
                var limited = new LimitedStream(gzip, packed.length, limits)) {
            byte[] unpacked = limited.readAllBytes();
            if (raw.available() > 0) {
                throw new IllegalArgumentException("something follows its end");
            }
            return new BundleArchive(origin, files(unpacked, limits), Digests.sha256(packed), packed.length);
        } catch (LimitedStream.TooMuchException e) {
            throw Refusal.of(origin, String.valueOf(e.getMessage()));
        } catch (EOFException e) {
            throw Refusal.of(origin, "it is cut off: its end is missing");
        } catch (ZipException e) {
            throw Refusal.of(origin, "it is not a tar archive compressed with gzip, or is damaged: " + e.getMessage());
        } catch (IOException e) {
            throw Refusal.of(origin, "its tar archive is damaged: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw Refusal.of(origin, String.valueOf(e.getMessage()));
        }
    }

    /** Java's own reader calls itself for each of several members, until the stack overflows. */
    private static InputStream gzip(InputStream raw) throws IOException {
        try {
            return GzipCompressorInputStream.builder()
                    .setInputStream(raw)
                    .setDecompressConcatenated(false)
                    .get();
        } catch (EOFException e) {
            throw e;
        } catch (IOException e) {
            throw new ZipException(e.getMessage());
        }
    }

    private static SortedMap<String, byte[]> files(byte[] unpacked, BundleLimits limits) throws IOException {
        TarHeaders.verify(unpacked);
        var files = new TreeMap<String, byte[]>();
        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(unpacked), "UTF-8")) {
            read(tar, limits, files);
        }
        if (files.isEmpty()) {
            throw new IllegalArgumentException("it has no files");
        }
        return files;
    }

    private static void read(TarArchiveInputStream tar, BundleLimits limits, SortedMap<String, byte[]> files)
            throws IOException {
        int entries = 0;
        for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (++entries > limits.entries()) {
                throw new IllegalArgumentException("it has more than " + limits.entries() + " entries, the limit");
            }
            String name = EntryName.of(entry.getName());
            if (entry.isDirectory()) {
                continue;
            }
            String oddity = oddity(entry);
            if (oddity != null) {
                throw new IllegalArgumentException("its entry `" + entry.getName() + "` is " + oddity
                        + ", and a bundle has only files and folders");
            }
            if (name.isEmpty()) {
                throw new IllegalArgumentException("its entry `" + entry.getName() + "` is a file without a name");
            }
            if (files.put(name, tar.readAllBytes()) != null) {
                throw new IllegalArgumentException("it has two entries named `" + name + "`");
            }
        }
    }

    private static @Nullable String oddity(TarArchiveEntry entry) {
        if (entry.isLink() || entry.isSymbolicLink()) {
            return "a link to `" + entry.getLinkName() + "`";
        }
        boolean file = entry.getLinkFlag() == TarConstants.LF_NORMAL || entry.getLinkFlag() == TarConstants.LF_OLDNORM;
        return file && !entry.isSparse() ? null : "a device or another special file";
    }
}
