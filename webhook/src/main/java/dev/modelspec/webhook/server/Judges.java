package dev.modelspec.webhook.server;

import dev.modelspec.webhook.metrics.WebhookMetrics;
import dev.modelspec.webhook.server.HttpFailure.Reason;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much is judged at the same time. It is work for processors: more at once would take more memory and be no faster. A body of some
 * hundred kilobytes, where specs have a few, can become a hundred times as much in memory: such are judged one after the other.
 */
final class Judges {
    private static final int LARGE_BYTES = 256 << 10;

    private final int most = Math.max(2, Runtime.getRuntime().availableProcessors());
    private final Semaphore all = new Semaphore(most, true);
    private final Semaphore large = new Semaphore(1, true);

    Judges(WebhookMetrics metrics) {
        metrics.gauge(
                "modelspec.webhook.judges.active",
                "Requests that are being judged",
                () -> most - all.availablePermits());
        metrics.gauge("modelspec.webhook.judges.limit", "How many may be", () -> most);
        metrics.gauge(
                "modelspec.webhook.judges.queue",
                "Requests that wait to be judged",
                () -> all.getQueueLength() + large.getQueueLength());
    }

    /** A turn to judge. */
    interface Turn {
        /** Lets the next one have it. */
        void end();
    }

    /** Waits for a turn, until the deadline at the longest. */
    Turn await(int bodyBytes, Deadline deadline) {
        if (bodyBytes <= LARGE_BYTES) {
            acquire(all, deadline);
            return all::release;
        }
        acquire(large, deadline);
        try {
            acquire(all, deadline);
        } catch (HttpFailure e) {
            large.release();
            throw e;
        }
        return () -> {
            all.release();
            large.release();
        };
    }

    private static void acquire(Semaphore semaphore, Deadline deadline) {
        try {
            if (!semaphore.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS)) {
                throw deadline.missed();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HttpFailure(Reason.SERVICE_UNAVAILABLE, "the webhook is stopping");
        }
    }
}
