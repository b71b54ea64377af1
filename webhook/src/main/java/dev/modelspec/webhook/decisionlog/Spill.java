package dev.modelspec.webhook.decisionlog;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder for lines that cannot be delivered yet. Files in it are segments of whole lines, delivered and deleted one after the other in
 * the order of their names. A crash costs no line of which {@link #append} has returned; a segment that was delivered but not deleted is
 * delivered again. Thread-safe.
 */
final class Spill implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String REFUSED = "refused.ndjson";
    private static final String PREFIX = "decisions-";
    private static final String SUFFIX = ".ndjson";
    private static final long FIRST_NUMBER = 1_000_000_000_000L;

    /** There is no room for more lines. */
    static final class FullException extends IOException {
        private static final long serialVersionUID = 1L;

        FullException(Path folder, long maxBytes) {
            super(folder + " is full: it holds " + maxBytes + " bytes at most");
        }
    }

    private final Path folder;
    private final long maxBytes;
    private final int segmentBytes;
    private final FileChannel lock;
    private final Deque<SpillSegment> segments = new ArrayDeque<>();
    private @Nullable FileChannel tail;
    private long refusedBytes;

    private Spill(Path folder, long maxBytes, int segmentBytes, FileChannel lock) throws IOException {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.segmentBytes = segmentBytes;
        this.lock = lock;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Spill::isSegment).sorted().toList()) {
                segments.add(SpillSegment.recovered(file));
            }
        }
        Path refused = folder.resolve(REFUSED);
        refusedBytes = Files.exists(refused) ? Files.size(refused) : 0;
    }

    private static boolean isSegment(Path file) {
        return file.getFileName().toString().matches(PREFIX + "\\d{19}\\" + SUFFIX);
    }

    /**
     * Opens a folder, with what an earlier process left in it.
     *
     * @throws ConfigurationException if it cannot be used, or another process uses it
     */
    static Spill open(Path folder, long maxBytes, int segmentBytes) {
        try {
            if (Files.notExists(folder)) {
                DurableFiles.folder(folder);
            }
            FileChannel lock =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(lock)) {
                lock.close();
                throw wrong(folder, "another process uses it; each replica needs a folder of its own");
            }
            return new Spill(folder, maxBytes, segmentBytes, lock);
        } catch (IOException e) {
            throw wrong(folder, DurableFiles.reason(e));
        }
    }

    private static boolean isLocked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException inThisProcess) {
            return false;
        }
    }

    private static ConfigurationException wrong(Path folder, String why) {
        return new ConfigurationException("The folder " + folder + " for decisions cannot be used: " + why, List.of());
    }

    /** Keeps lines after all others. When it returns they are durable; when it throws, none is kept. */
    synchronized void append(List<byte[]> lines) throws IOException {
        byte[] content = Sink.joined(lines);
        room(content.length);
        SpillSegment last = segments.peekLast();
        if (tail == null || !tail.isOpen() || last == null || last.bytes() + content.length > segmentBytes) {
            closeTail();
            long number = last == null ? FIRST_NUMBER : last.number() + 1;
            last = new SpillSegment(file(number), number, 0, 0, Instant.now());
            FileChannel opened = DurableFiles.append(last.file());
            try {
                DurableFiles.write(opened, content, true);
            } catch (IOException e) {
                opened.close();
                throw e;
            }
            tail = opened;
            segments.addLast(last.with(lines.size(), content.length));
        } else {
            DurableFiles.write(tail, content, true);
            segments.removeLast();
            segments.addLast(last.with(lines.size(), content.length));
        }
    }

    /** Keeps lines before all others, as {@link #append} does. */
    synchronized void prepend(List<byte[]> lines) throws IOException {
        byte[] content = Sink.joined(lines);
        room(content.length);
        SpillSegment first = segments.peekFirst();
        long number = first == null ? FIRST_NUMBER : first.number() - 1;
        Path file = file(number);
        try (FileChannel channel = DurableFiles.append(file)) {
            DurableFiles.write(channel, content, true);
        }
        segments.addFirst(new SpillSegment(file, number, lines.size(), content.length, Instant.now()));
    }

    private void room(int more) throws IOException {
        if (bytes() + more > maxBytes) {
            throw new FullException(folder, maxBytes);
        }
    }

    private Path file(long number) {
        return folder.resolve(String.format(Locale.ROOT, "%s%019d%s", PREFIX, number, SUFFIX));
    }

    /** The segment to deliver next, which nothing is appended to any more; null if there is none. */
    synchronized @Nullable SpillSegment first() {
        if (segments.size() == 1) {
            closeTail();
        }
        return segments.peekFirst();
    }

    /** Forgets a segment that was delivered. */
    synchronized void remove(SpillSegment delivered) throws IOException {
        Files.deleteIfExists(delivered.file());
        segments.remove(delivered);
    }

    /** Forgets a segment that somebody else has deleted. */
    synchronized void forget(SpillSegment deleted) {
        segments.remove(deleted);
    }

    /** Keeps a line that the sink will never take, for people to look at. */
    synchronized void setAside(byte[] line) throws IOException {
        if (refusedBytes + line.length > maxBytes) {
            throw new FullException(folder, maxBytes);
        }
        try (FileChannel channel = DurableFiles.append(folder.resolve(REFUSED))) {
            DurableFiles.write(channel, line, true);
        }
        refusedBytes += line.length;
    }

    synchronized boolean isEmpty() {
        return segments.isEmpty();
    }

    synchronized long bytes() {
        return segments.stream().mapToLong(SpillSegment::bytes).sum();
    }

    synchronized long lines() {
        return segments.stream().mapToLong(SpillSegment::lines).sum();
    }

    /** Since when the oldest line waits; null if none does. */
    synchronized @Nullable Instant oldest() {
        SpillSegment first = segments.peekFirst();
        return first == null ? null : first.since();
    }

    private void closeTail() {
        if (tail != null) {
            try {
                tail.close();
            } catch (IOException e) {
                // All that was acknowledged is synced.
            }
            tail = null;
        }
    }

    @Override
    public synchronized void close() {
        closeTail();
        try {
            lock.close();
        } catch (IOException e) {
            // The lock goes with the process.
        }
    }
}
