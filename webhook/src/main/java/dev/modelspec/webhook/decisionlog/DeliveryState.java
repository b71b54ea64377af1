package dev.modelspec.webhook.decisionlog;

import dev.modelspec.engine.finding.GovernanceException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Who may do what with the lines in memory, and when. While anything is on disk, what is in memory is newer and has to follow it there. */
final class DeliveryState {
    private final boolean sync;
    private final @Nullable Spill spill;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final DeliveryQueue queue;
    private final Backoff sink;
    private final Backoff disk;
    private boolean sending;
    private boolean spilling;
    private boolean closing;
    private long closeAt;

    DeliveryState(DecisionLogOptions options, @Nullable Spill spill) {
        var limits = options.limits();
        this.sync = options.mode() == DecisionLogOptions.Mode.SYNC;
        this.spill = spill;
        this.queue = new DeliveryQueue(limits);
        this.sink = new Backoff(limits.firstRetry(), limits.lastRetry());
        this.disk = new Backoff(limits.firstRetry(), limits.lastRetry());
    }

    /** Takes a line if there is room; false if not. */
    boolean offer(Entry entry) {
        lock.lock();
        try {
            boolean room = !closing && queue.hasRoom(entry);
            if (room) {
                queue.add(entry);
                changed.signalAll();
            }
            return room;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a line when there is room. See {@link Delivery#put}. */
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

    /** Takes a line back out; false if somebody has it in hand or is done with it. */
    boolean withdraw(Entry entry) {
        lock.lock();
        try {
            return queue.remove(entry);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for lines to send. None stands for the first segment of the spill. Null is the end. */
    @Nullable
    List<Entry> nextToSend() {
        lock.lock();
        try {
            while (true) {
                boolean spilled = spill != null && !spill.isEmpty();
                if (closing && (untilClose() <= 0 || spilled || queue.lines() == 0)) {
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
                await(wait > 0 ? Math.min(wait, untilClose()) : untilClose());
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * What came of it.
     *
     * @param failure null if they are delivered
     * @param kept whether they are on disk instead
     */
    void sent(List<Entry> batch, @Nullable Exception failure, boolean kept) {
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

    /** Waits for lines that the sender cannot take soon. Null is the end. */
    @Nullable
    List<Entry> nextToSpill() {
        lock.lock();
        try {
            while (true) {
                if (closing && (untilClose() <= 0 || queue.lines() == 0)) {
                    return null;
                }
                boolean mustSpill = spill != null
                        && (!spill.isEmpty() || sink.remaining() > 0 || (!sync && sending && queue.isHalfFull()));
                long wait = sync ? 0 : disk.remaining();
                if (mustSpill && wait <= 0 && !queue.isIdle()) {
                    spilling = true;
                    return queue.take();
                }
                await(wait > 0 ? Math.min(wait, untilClose()) : untilClose());
            }
        } finally {
            lock.unlock();
        }
    }

    /** What came of it; null if they are on disk. */
    void spilled(List<Entry> batch, @Nullable Exception failure) {
        lock.lock();
        try {
            spilling = false;
            if (failure == null) {
                disk.worked();
            } else {
                disk.failed(Duration.ZERO);
            }
            finish(batch, failure);
        } finally {
            lock.unlock();
        }
    }

    /** Delivered or on disk, if nothing failed. Else a caller is told, or, where none waits, they wait for another try. */
    private void finish(List<Entry> batch, @Nullable Exception failure) {
        if (failure != null && !sync) {
            queue.giveBack(batch);
        } else {
            queue.done(batch);
            batch.forEach(entry -> entry.done(failure));
        }
        changed.signalAll();
    }

    /** Takes nothing any more, and ends the waiting of both threads at the latest after this time. */
    void close(Duration within) {
        lock.lock();
        try {
            closing = true;
            closeAt = System.nanoTime() + within.toNanos();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How long there is until the end, in nanoseconds. */
    long untilClose() {
        return closing ? closeAt - System.nanoTime() : Long.MAX_VALUE;
    }

    /** Some of what is left when both threads have ended; none if nothing is. Whoever takes it says what became of it. */
    List<Entry> left() {
        lock.lock();
        try {
            queue.takeBack();
            return queue.take();
        } finally {
            lock.unlock();
        }
    }

    /** They are where they will stay. */
    void settled(List<Entry> batch, @Nullable Exception failure) {
        lock.lock();
        try {
            queue.done(batch);
            batch.forEach(entry -> entry.done(failure));
        } finally {
            lock.unlock();
        }
    }

    /** Those who call it do so in a loop. */
    @SuppressWarnings("WaitNotInLoop")
    private void await(long nanos) {
        try {
            long left = changed.awaitNanos(nanos);
            assert left <= nanos;
        } catch (InterruptedException e) {
            // Only the end of it all interrupts, and whoever waits looks at that next.
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
