package dev.modelspec.webhook.decisionlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that survive a crash, and that only their owner reads. */
final class DurableFiles {
    private DurableFiles() {}

    /** Opens a file to append to; makes it, with mode 0600, if there is none. */
    static FileChannel append(Path file) throws IOException {
        boolean isNew = Files.notExists(file);
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND),
                ownersOnly(file, "rw-------"));
        if (isNew) {
            forceFolder(file);
        }
        return channel;
    }

    /** Makes a folder with mode 0700. */
    static void folder(Path folder) throws IOException {
        Files.createDirectory(folder, ownersOnly(folder, "rwx------"));
        forceFolder(folder);
    }

    private static FileAttribute<?>[] ownersOnly(Path path, String permissions) {
        boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** Writes all. If that fails, the file is as it was, or its channel is closed because it may not be. */
    static void write(FileChannel channel, byte[] content, boolean force) throws IOException {
        long size = channel.size();
        try {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            if (force) {
                channel.force(false);
            }
        } catch (IOException e) {
            try {
                channel.truncate(size);
            } catch (IOException uncertain) {
                e.addSuppressed(uncertain);
                channel.close();
            }
            throw e;
        }
    }

    /** A new file is durable when its folder is. */
    private static void forceFolder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException unsupported) {
                // Not every system lets a folder be opened. What can be done is done.
            }
        }
    }

    /** Why a file cannot be used, in words. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it or its folder does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return String.valueOf(e instanceof FileSystemException other ? other.getReason() : e.getMessage());
    }
}
