package dev.modelspec.testing;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Writes files so that nobody ever sees half of one: beside it first, then in its place. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a text as UTF-8, and makes the folders that it is to be in. A file that is there keeps its permissions; of a link, what it
     * leads to is written.
     *
     * @throws IOException if it cannot be written; what was there is there still
     */
    public static void write(Path file, String text) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path folder = target.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            Files.createDirectories(folder);
        }
        Path draft = Files.createTempFile(folder, "." + target.getFileName(), ".draft");
        try {
            Files.writeString(draft, text);
            permit(draft, target);
            move(draft, target);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static void permit(Path draft, Path target) throws IOException {
        if (!Files.getFileStore(draft).supportsFileAttributeView("posix")) {
            return;
        }
        // A temporary file is for its owner only; a new one is as files usually are.
        Set<PosixFilePermission> permissions = Files.exists(target)
                ? Files.getPosixFilePermissions(target)
                : Set.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.OTHERS_READ);
        Files.setPosixFilePermissions(draft, permissions);
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
