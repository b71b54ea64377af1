package dev.modelspec.webhook.decisionlog;

import dev.modelspec.engine.finding.GovernanceException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Brings lines from memory to the sink, over the disk where need be. Two threads: the sender alone speaks to the sink, the spiller puts
 * on disk what cannot wait for the sender. While anything is on disk, the sender takes from there and everything new goes there, so
 * that lines stay in order.
 */
final class Delivery {
    private static final Duration LAST_CALL = Duration.ofMillis(500);

    private final boolean sync;
    private final DecisionLogOptions.Limits limits;
    private final @Nullable Spill spill;
    private final Counters counters;
    private final BatchSender batches;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final DeliveryQueue queue;
    private final Backoff sink;
    private final Backoff disk;
    private final Thread sender = new Thread(this::send, "decision-log-sender");
    private final Thread spiller = new Thread(this::spill, "decision-log-spiller");
    private boolean sending;
    private boolean spilling;
    private boolean closing;
    private long closeAt;

    Delivery(DecisionLogOptions options, Sink sink, @Nullable Spill spill, Counters counters) {
        this.sync = options.mode() == DecisionLogOptions.Mode.SYNC;
        this.limits = options.limits();
        this.spill = spill;
        this.counters = counters;
        this.batches = new BatchSender(sink, spill, counters);
        this.queue = new DeliveryQueue(limits);
        this.sink = new Backoff(limits.firstRetry(), limits.lastRetry());
        this.disk = new Backoff(limits.firstRetry(), limits.lastRetry());
        sender.setDaemon(true);
        spiller.setDaemon(true);
    }

    void start() {
        sender.start();
        if (spill != null) {
            spiller.start();
        }
    }

    /** Takes a line if there is room, and does not wait for anything. */
    void offer(Entry entry) {
        lock.lock();
        try {
            if (closing || !queue.hasRoom(entry)) {
                counters.dropped(1);
            } else {
                queue.add(entry);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for room for a line, and takes it.
     *
     * @param deadline by {@link System#nanoTime}
     * @throws GovernanceException if there is none in time; nothing of the line stays
     */
    void put(Entry entry, long deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closing && !queue.hasRoom(entry)) {
                if (changed.awaitNanos(deadline - System.nanoTime()) <= 0) {
                    throw new GovernanceException("The decision cannot be logged: too many wait before it");
                }
            }
            if (closing) {
                throw new GovernanceException("The decision cannot be logged: the decision log is closed");
            }
            queue.add(entry);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes back a line that nobody waits for any more; false if it is under way. */
    boolean withdraw(Entry entry) {
        lock.lock();
        try {
            return queue.remove(entry);
        } finally {
            lock.unlock();
        }
    }

    private void send() {
        for (List<Entry> batch = nextToSend(); batch != null; batch = nextToSend()) {
            SpillSegment segment = batch.isEmpty() && spill != null ? spill.first() : null;
            Exception failure = segment == null ? batches.send(batch) : batches.replay(segment);
            // What could not be sent is older than all that is on disk.
            boolean kept = failure != null && segment == null && store(batch, Spill::prepend) == null;
            lock.lock();
            try {
                sending = false;
                if (failure == null) {
                    sink.worked();
                } else {
                    sink.failed(failure instanceof Sink.BusyException busy ? busy.waitFor() : Duration.ZERO);
                }
                finish(batch, kept ? null : failure);
            } finally {
                lock.unlock();
            }
        }
    }

    /** An empty batch stands for the first segment of the spill. Null is the end. */
    private @Nullable List<Entry> nextToSend() {
        lock.lock();
        try {
            while (true) {
                boolean spilled = spill != null && !spill.isEmpty();
                long untilClose = closing ? closeAt - System.nanoTime() : Long.MAX_VALUE;
                if (closing && (untilClose <= 0 || spilled || queue.lines() == 0)) {
                    return null;
                }
                // Without a disk, who waits for an answer gets one by trying.
                long wait = sync && spill == null ? 0 : sink.remaining();
                if (wait <= 0 && spilled) {
                    return List.of();
                }
                if (wait <= 0 && !spilling && !queue.isIdle()) {
                    sending = true;
                    return queue.take();
                }
                await(wait > 0 ? Math.min(wait, untilClose) : untilClose);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Delivered or on disk, if nothing failed. Else a caller is told, or, where none waits, it is tried again. */
    private void finish(List<Entry> batch, @Nullable Exception failure) {
        if (failure == null) {
            queue.done(batch);
            batch.forEach(Entry::done);
        } else if (sync) {
            queue.done(batch);
            counters.failed.addAndGet(batch.size());
            batch.forEach(entry -> entry.failed(failure));
        } else {
            queue.giveBack(batch);
        }
        changed.signalAll();
    }

    private void spill() {
        for (List<Entry> batch = nextToSpill(); batch != null; batch = nextToSpill()) {
            Exception failure = store(batch, Spill::append);
            lock.lock();
            try {
                spilling = false;
                finish(batch, failure);
            } finally {
                lock.unlock();
            }
        }
    }

    private @Nullable List<Entry> nextToSpill() {
        lock.lock();
        try {
            while (true) {
                if (closing && (closeAt - System.nanoTime() <= 0 || queue.lines() == 0)) {
                    return null;
                }
                boolean mustSpill = spill != null
                        && (!spill.isEmpty() || sink.remaining() > 0 || (!sync && sending && queue.isHalfFull()));
                boolean mayTry = sync || disk.remaining() <= 0;
                if (mustSpill && mayTry && !queue.isIdle()) {
                    spilling = true;
                    return queue.take();
                }
                long untilClose = closing ? closeAt - System.nanoTime() : Long.MAX_VALUE;
                await(mayTry ? untilClose : Math.min(disk.remaining(), untilClose));
            }
        } finally {
            lock.unlock();
        }
    }

    /** A way to put lines on disk. */
    private interface Store {
        void store(Spill spill, List<byte[]> lines) throws IOException;
    }

    private @Nullable Exception store(List<Entry> batch, Store way) {
        if (spill == null) {
            return new IOException("there is no folder to spill to");
        }
        try {
            List<byte[]> lines = Entry.lines(batch);
            way.store(spill, lines);
            counters.spilled(lines.stream().mapToLong(line -> line.length).sum());
            diskWorked();
            return null;
        } catch (IOException | RuntimeException e) {
            counters.spillFailed(e);
            diskFailed();
            return e;
        }
    }

    private void diskWorked() {
        lock.lock();
        try {
            disk.worked();
        } finally {
            lock.unlock();
        }
    }

    private void diskFailed() {
        lock.lock();
        try {
            disk.failed(Duration.ZERO);
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("WaitNotInLoop")
    private void await(long nanos) {
        try {
            long left = changed.awaitNanos(nanos);
            assert left <= nanos;
        } catch (InterruptedException e) {
            // Only close() interrupts, and whoever waits looks at that next.
        }
    }

    /** Delivers what it can until the time is over, and puts the rest on disk; what finds no room there is lost, and counted. */
    void close() {
        lock.lock();
        try {
            closing = true;
            closeAt = System.nanoTime() + limits.close().toNanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        end(sender);
        end(spiller);
        lock.lock();
        try {
            queue.takeBack();
            for (List<Entry> batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
                Exception failure = store(batch, Spill::append);
                if (failure != null && !sync) {
                    counters.dropped(batch.size());
                    queue.done(batch);
                } else {
                    finish(batch, failure);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void end(Thread thread) {
        try {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(closeAt - System.nanoTime())));
            thread.interrupt();
            thread.join(LAST_CALL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int lines() {
        lock.lock();
        try {
            return queue.lines();
        } finally {
            lock.unlock();
        }
    }

    /** Since when the oldest line in memory waits; null if there is none. */
    @Nullable
    Instant oldest() {
        lock.lock();
        try {
            return queue.oldest().map(entry -> entry.since).orElse(null);
        } finally {
            lock.unlock();
        }
    }
}
