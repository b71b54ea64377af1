package dev.modelspec.webhook.decisionlog;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When to try again. Each failure doubles the wait, up to a limit; the actual wait is between half of that and all of it, so that
 * replicas that failed together do not come back together. Thread-safe.
 */
final class Backoff {
    private static final int MOST_DOUBLINGS = 20;

    private final long first;
    private final long last;
    private int failures;
    private long retryAt;

    Backoff(Duration first, Duration last) {
        this.first = first.toNanos();
        this.last = last.toNanos();
    }

    synchronized void failed(Duration atLeast) {
        long most = Math.min(last, first << Math.min(failures, MOST_DOUBLINGS));
        long wait = most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
        retryAt = System.nanoTime() + Math.max(wait, Math.min(last, atLeast.toNanos()));
        failures++;
    }

    synchronized void worked() {
        failures = 0;
    }

    /** How long to wait yet, in nanoseconds; 0 or less for not at all. */
    synchronized long remaining() {
        return failures == 0 ? 0 : retryAt - System.nanoTime();
    }
}
