package dev.modelspec.engine.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file that nobody ever sees half of: it is written beside its place first, and takes it when it is whole. A file that is there
 * keeps its permissions; of a link, what it leads to is written. What is no regular file, such as a pipe, is written to as it is.
 */
public final class WholeFile implements AutoCloseable {
    private static final int MAX_LINKS = 40;

    private final Path target;
    private final Path draft;
    private final OutputStream stream;

    private WholeFile(Path target, Path draft, OutputStream stream) {
        this.target = target;
        this.draft = draft;
        this.stream = stream;
    }

    /**
     * Begins to write a file, and makes the folders that it is to be in.
     *
     * @throws IOException if it cannot be written there
     */
    public static WholeFile open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException("it is a folder");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            return new WholeFile(file, file, Files.newOutputStream(file));
        }
        if (Files.exists(file) && !Files.isWritable(file)) {
            throw new IOException("it is write-protected");
        }
        Path target = Files.exists(file) ? file.toRealPath() : led(file.toAbsolutePath());
        Path folder = target.getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            if (Files.exists(folder)) {
                throw new IOException(folder + " is no folder");
            }
            Files.createDirectories(folder);
        }
        // It does not exist yet, so that it has the permissions of any new file.
        Path draft = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".draft");
        try {
            return new WholeFile(target, draft, Files.newOutputStream(draft, StandardOpenOption.CREATE_NEW));
        } catch (AccessDeniedException e) {
            throw new IOException("nothing can be made in " + folder + ": permission denied", e);
        }
    }

    /** Where a link leads that leads to nothing yet. */
    private static Path led(Path file) throws IOException {
        Path target = file;
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MAX_LINKS) {
                throw new IOException("its links lead in a circle");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    /**
     * Writes a file as a whole.
     *
     * @throws IOException if it cannot be written; what was there is there still
     */
    public static void write(Path file, byte[] content) throws IOException {
        try (var whole = open(file)) {
            whole.stream().write(content);
            whole.publish();
        }
    }

    /** As above, a text as UTF-8. */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Takes the content; unbuffered. */
    public OutputStream stream() {
        return stream;
    }

    /** Where the content is until it is {@link #publish published}. */
    public Path draft() {
        return draft;
    }

    /** Puts the file in its place. */
    public void publish() throws IOException {
        stream.close();
        if (draft.equals(target)) {
            return;
        }
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                && Files.getFileStore(draft).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(target));
        }
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Gives up what was not published. */
    @Override
    public void close() throws IOException {
        try {
            stream.close();
        } finally {
            if (!draft.equals(target)) {
                Files.deleteIfExists(draft);
            }
        }
    }
}
