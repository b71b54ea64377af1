package dev.modelspec.webhook.decisionlog;

import dev.modelspec.engine.finding.GovernanceException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Brings lines from memory to the sink, over the disk where need be. Two threads: the sender alone speaks to the sink, the spiller puts
 * on disk what cannot wait for the sender. Lines stay in order.
 */
final class Delivery {
    private static final Duration LAST_CALL = Duration.ofMillis(500);

    /** A way to put lines on disk. */
    private interface Store {
        void store(Spill spill, List<byte[]> lines) throws IOException;
    }

    private final boolean sync;
    private final Duration closeWithin;
    private final @Nullable Spill spill;
    private final Counters counters;
    private final BatchSender batches;
    private final DeliveryState state;
    private final Thread sender = new Thread(this::send, "decision-log-sender");
    private final Thread spiller = new Thread(this::spill, "decision-log-spiller");

    Delivery(DecisionLogOptions options, Sink sink, @Nullable Spill spill, Counters counters) {
        this.sync = options.mode() == DecisionLogOptions.Mode.SYNC;
        this.closeWithin = options.limits().close();
        this.spill = spill;
        this.counters = counters;
        this.batches = new BatchSender(sink, spill, counters);
        this.state = new DeliveryState(options, spill);
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
        if (!state.offer(entry)) {
            counters.dropped(1);
        }
    }

    /**
     * Waits for room for a line, and takes it.
     *
     * @param deadline by {@link System#nanoTime}
     * @throws GovernanceException if there is none in time; nothing of the line stays
     */
    void put(Entry entry, long deadline) throws InterruptedException {
        state.put(entry, deadline);
    }

    /** Takes back a line that nobody waits for any more; false if it is under way. */
    boolean withdraw(Entry entry) {
        return state.withdraw(entry);
    }

    private void send() {
        for (List<Entry> batch = state.nextToSend(); batch != null; batch = state.nextToSend()) {
            SpillSegment segment = batch.isEmpty() && spill != null ? spill.first() : null;
            Exception failure = segment == null ? batches.send(batch) : batches.replay(segment);
            // What could not be sent is older than all that is on disk.
            boolean kept = failure != null && segment == null && store(batch, Spill::prepend) == null;
            if (failure != null && !kept) {
                counters.notDurable(sync, batch.size());
            }
            state.sent(batch, failure, kept);
        }
    }

    private void spill() {
        for (List<Entry> batch = state.nextToSpill(); batch != null; batch = state.nextToSpill()) {
            Exception failure = store(batch, Spill::append);
            if (failure != null) {
                counters.notDurable(sync, batch.size());
            }
            state.spilled(batch, failure);
        }
    }

    private @Nullable Exception store(List<Entry> batch, Store way) {
        if (spill == null) {
            return new IOException("there is no folder to spill to");
        }
        try {
            List<byte[]> lines = Entry.lines(batch);
            way.store(spill, lines);
            counters.spilled(lines.stream().mapToLong(line -> line.length).sum());
            return null;
        } catch (IOException | RuntimeException e) {
            counters.spillFailed(e);
            return e;
        }
    }

    /** Delivers what it can until the time is over, and puts the rest on disk; what finds no room there is lost, and counted. */
    void close() {
        state.close(closeWithin);
        end(sender);
        end(spiller);
        for (List<Entry> batch = state.left(); !batch.isEmpty(); batch = state.left()) {
            Exception failure = store(batch, Spill::append);
            if (failure != null) {
                counters.notDurable(sync, batch.size());
                counters.dropped(sync ? 0 : batch.size());
            }
            state.settled(batch, failure);
        }
    }

    private void end(Thread thread) {
        try {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(state.untilClose())));
            thread.interrupt();
            thread.join(LAST_CALL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int lines() {
        return state.lines();
    }

    /** Since when the oldest line in memory waits; null if there is none. */
    @Nullable
    Instant oldest() {
        return state.oldest();
    }
}
