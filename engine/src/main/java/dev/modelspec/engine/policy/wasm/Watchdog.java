package dev.modelspec.engine.policy.wasm;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends evaluations that run too long, by interrupting their threads: compiled Wasm looks for an interrupt on every call and
 * loop. Looking at what runs a few times a second costs an evaluation next to nothing, unlike a timer for each.
 */
final class Watchdog implements AutoCloseable {
    private final long limitNanos;
    private final Set<Watch> running = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

    Watchdog(Duration limit) {
        limitNanos = limit.toNanos();
    }

    /** Watches the current thread until the watch is ended, or for as long as an evaluation may take; the shorter limit counts. */
    Watch start(Duration limit) {
        if (thread.get() == null) {
            startThread();
        }
        var watch = new Watch(Thread.currentThread(), System.nanoTime(), Math.min(limitNanos, limit.toNanos()));
        running.add(watch);
        return watch;
    }

    private void startThread() {
        var started = new Thread(this::look, "policy-watchdog");
        started.setDaemon(true);
        if (thread.compareAndSet(null, started)) {
            started.start();
        }
    }

    private void look() {
        long pauseMillis = Math.max(1, Math.min(50, limitNanos / 4_000_000));
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
