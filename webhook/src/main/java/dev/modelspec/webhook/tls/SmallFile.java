package dev.modelspec.webhook.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Files as the kubelet mounts them. */
final class SmallFile {
    private static final int MAX_BYTES = 1 << 20;
    private static final String DATA = "..data";

    private SmallFile() {}

    /** Where a folder's files are now, with no link that could be swapped between reading one and reading the next. */
    static Path currentFolder(Path folder, String file) {
        try {
            Path real = folder.resolve(DATA).toRealPath();
            return Files.exists(real.resolve(file)) ? real : folder;
        } catch (IOException notMountedByTheKubelet) {
            return folder;
        }
    }

    /** @throws dev.modelspec.engine.finding.ConfigurationException if it is not there, is empty or is very large */
    static String read(Path file) {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw Pem.wrong(file.toString(), "it does not exist; mount the Secret with the certificate there");
        } catch (IOException e) {
            throw Pem.wrong(file.toString(), "it cannot be read: " + e);
        }
        if (content.length == 0) {
            throw Pem.wrong(file.toString(), "it is empty");
        }
        if (content.length > MAX_BYTES) {
            throw Pem.wrong(file.toString(), "it is larger than 1 MiB");
        }
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
