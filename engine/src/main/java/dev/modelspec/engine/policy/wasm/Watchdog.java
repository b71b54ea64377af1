package dev.modelspec.engine.policy.wasm;

import dev.modelspec.engine.finding.GovernanceException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends what Wasm does when it runs too long, by interrupting their threads: compiled Wasm looks for an interrupt on every call and
 * loop. Looking at what runs a few times a second costs an evaluation next to nothing, unlike a timer for each.
 */
final class Watchdog implements AutoCloseable {
    /** How long a copy of the rules may take to get ready, which is to parse its data and little else. */
    static final Duration START = Duration.ofSeconds(10);

    private final long pauseMillis;
    private final Set<Watch> running = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

    /**
     * A watchdog that has not begun yet.
     *
     * @param limit the usual one, to which it fits how often it looks
     */
    Watchdog(Duration limit) {
        pauseMillis = Math.max(1, Math.min(50, limit.toMillis() / 4));
    }

    /** Watches the current thread until the watch is ended, or the limit reached. */
    Watch start(Duration limit) {
        if (thread.get() == null) {
            startThread();
        }
        var watch = new Watch(Thread.currentThread(), System.nanoTime(), limit.toNanos());
        running.add(watch);
        return watch;
    }

    /**
     * Has an instance made: Wasm runs before anything is asked of it.
     *
     * @throws GovernanceException if that takes longer than it may
     */
    PolicyInstance starting(Duration atMost, Supplier<PolicyInstance> maker) {
        var watch = start(atMost);
        try {
            return maker.get();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError thrown) {
            if (watch.end()) {
                throw new GovernanceException("it takes longer than " + atMost.toMillis() + " ms to start", thrown);
            }
            throw thrown;
        } finally {
            watch.end();
        }
    }

    private void startThread() {
        var started = new Thread(this::look, "policy-watchdog");
        started.setDaemon(true);
        if (thread.compareAndSet(null, started)) {
            started.start();
        }
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(pauseMillis);
                long now = System.nanoTime();
                for (Watch watch : running) {
                    if (now - watch.startNanos > watch.nanos) {
                        watch.expire();
                    }
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Thread started = thread.get();
        if (started != null) {
            started.interrupt();
        }
    }

    final class Watch {
        private final Thread evaluating;
        private final long startNanos;
        private final long nanos;
        private boolean expired;
        private boolean ended;

        private Watch(Thread evaluating, long startNanos, long nanos) {
            this.evaluating = evaluating;
            this.startNanos = startNanos;
            this.nanos = nanos;
        }

        private synchronized void expire() {
            if (!ended && !expired) {
                expired = true;
                evaluating.interrupt();
            }
        }

        /** Ends the watch; true if it ran out before, in which case its interrupt is taken back. */
        synchronized boolean end() {
            ended = true;
            running.remove(this);
            return expired && Thread.interrupted();
        }
    }
}
