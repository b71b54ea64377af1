package dev.modelspec.webhook.decisionlog;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.GovernanceException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The record of every decision: one JSON line each, as {@code schema/decision.v1alpha1.json} describes it. Thread-safe; close it when done.
 *
 * <pre>{@code
 * try (var log = DecisionLog.open(DecisionLogOptions.of("/var/log/modelspec/decisions.ndjson", Mode.SYNC))) {
 *     log.log(decision); // and only then answer
 * }
 * }</pre>
 *
 * <p>Every line arrives at least once, and in the order in which they were taken; one that arrives twice has the same {@code decision_id}.
 */
public final class DecisionLog implements AutoCloseable {
    private static final String STANDARD_OUTPUT = "stdout";

    private final DecisionLogOptions options;
    private final boolean sync;
    private final DecisionLine lines;
    private final Counters counters = new Counters();
    private final Sink sink;
    private final @Nullable Spill spill;
    private final long recovered;
    private final Delivery delivery;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DecisionLog(DecisionLogOptions options, Sink sink) {
        this.options = options;
        this.sync = options.mode() == DecisionLogOptions.Mode.SYNC;
        this.lines = new DecisionLine(options);
        this.sink = sink;
        this.spill = options.spill() == null
                ? null
                : Spill.open(
                        options.spill(),
                        options.limits().spillBytes(),
                        options.limits().batchBytes());
        this.recovered = spill == null ? 0 : spill.lines();
        this.delivery = new Delivery(options, sink, spill, counters);
    }

    /**
     * Opens a log, and begins to deliver what an earlier process has left in the spill.
     *
     * @throws ConfigurationException if the target or the spill cannot be used
     */
    public static DecisionLog open(DecisionLogOptions options) {
        return open(options, sink(options));
    }

    static DecisionLog open(DecisionLogOptions options, Sink sink) {
        try {
            var log = new DecisionLog(options, sink);
            log.delivery.start();
            return log;
        } catch (ConfigurationException e) {
            sink.close();
            throw e;
        }
    }

    private static Sink sink(DecisionLogOptions options) {
        String target = options.target();
        if (target.equals(STANDARD_OUTPUT)) {
            return new StreamSink(System.out);
        }
        return target.contains("://")
                ? new HttpSink(target, options.connection(), options.limits().send())
                : new FileSink(Path.of(target));
    }

    /**
     * Logs a decision. In {@code sync} mode the line is durable when this returns: synced to the file, acknowledged by the server, written
     * to standard output, or else synced to the spill. In {@code async} mode this does not wait for anything, and what finds no room is
     * dropped and counted.
     *
     * @throws GovernanceException in {@code sync} mode, if the line is not known to be durable: the decision must not be answered. It may
     *     be in the log nevertheless.
     */
    public void log(LoggedDecision decision) {
        var entry = new Entry(lines.of(decision), Instant.now(), sync);
        counters.logged.incrementAndGet();
        CompletableFuture<Void> waiting = entry.waiting;
        if (waiting == null) {
            delivery.offer(entry);
            return;
        }
        long deadline = System.nanoTime() + options.limits().acknowledge().toNanos();
        boolean taken = false;
        try {
            delivery.put(entry, deadline);
            taken = true;
            waiting.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new GovernanceException(
                    "The decision cannot be logged: " + (e.getCause() == null ? e : e.getCause()).getMessage(), e);
        } catch (TimeoutException e) {
            withdraw(entry);
            throw new GovernanceException(
                    "The decision was not logged within "
                            + options.limits().acknowledge().toMillis() + " ms",
                    e);
        } catch (InterruptedException e) {
            withdraw(entry);
            Thread.currentThread().interrupt();
            throw new GovernanceException("Logging the decision was interrupted", e);
        } finally {
            if (!taken) {
                counters.failed.incrementAndGet();
            }
        }
    }

    /** What is under way already counts by what becomes of it. */
    private void withdraw(Entry entry) {
        if (delivery.withdraw(entry)) {
            counters.failed.incrementAndGet();
        }
    }

    /** The log in figures, as they are now. */
    public DecisionLogStatus status() {
        return new DecisionLogStatus(
                counters.logged.get(),
                recovered,
                counters.written.get(),
                counters.dropped.get(),
                counters.failed.get(),
                counters.refused.get(),
                counters.failedSends.get(),
                delivery.lines(),
                options.limits().queueLines(),
                counters.spilledBytes.get(),
                spill == null ? 0 : spill.lines(),
                spill == null ? 0 : spill.bytes(),
                spill == null ? 0 : options.limits().spillBytes(),
                oldestAge(),
                counters.lastError());
    }

    private Duration oldestAge() {
        Instant onDisk = spill == null ? null : spill.oldest();
        Instant oldest = onDisk == null ? delivery.oldest() : onDisk;
        Duration age = oldest == null ? Duration.ZERO : Duration.between(oldest, Instant.now());
        return age.isNegative() ? Duration.ZERO : age;
    }

    /**
     * Takes no more lines, tries for a while to deliver those in memory, and puts the rest into the spill for the next start. What finds
     * no room there is dropped and counted.
     */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            delivery.close();
            sink.close();
            if (spill != null) {
                spill.close();
            }
        }
    }
}
