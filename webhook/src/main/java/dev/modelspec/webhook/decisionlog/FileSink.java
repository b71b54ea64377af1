package dev.modelspec.webhook.decisionlog;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Appends lines to a file and syncs it once for all lines it is given together. A file that was moved away, as logrotate does, is
 * opened anew under its name; one that was cut short is appended to where it ends.
 */
final class FileSink implements Sink {
    private final Path file;
    private @Nullable FileChannel channel;
    private @Nullable Object key;

    /**
     * Opens the file.
     *
     * @throws ConfigurationException if it cannot be written to
     */
    FileSink(Path file) {
        this.file = file;
        Path folder = file.toAbsolutePath().getParent();
        try {
            if (folder != null && !Files.isDirectory(folder)) {
                throw wrong(file, "its folder " + folder + " does not exist; make it");
            }
            if (Files.isDirectory(file)) {
                throw wrong(file, "it is a folder; give the path of a file in it");
            }
            opened();
        } catch (IOException e) {
            throw wrong(file, DurableFiles.reason(e));
        }
    }

    private static ConfigurationException wrong(Path file, String why) {
        return new ConfigurationException("The decision log " + file + " cannot be written: " + why, List.of());
    }

    @Override
    public void write(List<byte[]> lines) throws IOException {
        try {
            DurableFiles.write(opened(), Sink.joined(lines), Files.isRegularFile(file));
        } catch (IOException e) {
            throw new IOException(file + ": " + DurableFiles.reason(e), e);
        }
    }

    private FileChannel opened() throws IOException {
        FileChannel open = channel;
        if (open != null && open.isOpen() && isStillThere()) {
            return open;
        }
        close();
        open = DurableFiles.append(file);
        channel = open;
        key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        if (endsWithinALine()) {
            // What a crash left of a line stays by itself.
            DurableFiles.write(open, new byte[] {'\n'}, false);
        }
        return open;
    }

    private boolean isStillThere() {
        try {
            return Objects.equals(
                    key, Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (IOException gone) {
            return false;
        }
    }

    private boolean endsWithinALine() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            return false;
        }
        try (var reader = new RandomAccessFile(file.toFile(), "r")) {
            reader.seek(reader.length() - 1);
            return reader.read() != '\n';
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // All that was acknowledged is synced.
            }
            channel = null;
        }
    }
}
