package dev.modelspec.webhook.decisionlog;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts, and tells the operator's log of each change between working and failing. */
final class Counters {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);

    final AtomicLong logged = new AtomicLong();
    final AtomicLong written = new AtomicLong();
    final AtomicLong dropped = new AtomicLong();
    final AtomicLong failed = new AtomicLong();
    final AtomicLong refused = new AtomicLong();
    final AtomicLong failedSends = new AtomicLong();
    final AtomicLong spilledBytes = new AtomicLong();

    private volatile @Nullable String lastError;
    private volatile boolean failing;
    private volatile boolean spillFailing;
    private volatile boolean dropping;

    @Nullable
    String lastError() {
        return lastError;
    }

    void sendFailed(Exception e) {
        failedSends.incrementAndGet();
        lastError = e.getMessage();
        if (!failing) {
            LOG.warn("decisions cannot be delivered, and wait: {}", e.getMessage());
        }
        failing = true;
    }

    void sent(int lines) {
        written.addAndGet(lines);
        if (failing) {
            LOG.info("decisions are delivered again");
        }
        failing = false;
        dropping = false;
    }

    void spilled(long bytes) {
        spilledBytes.addAndGet(bytes);
        spillFailing = false;
    }

    void spillFailed(Exception e) {
        lastError = e.getMessage();
        if (!spillFailing) {
            LOG.warn("decisions cannot be put on disk: {}", e.getMessage());
        }
        spillFailing = true;
    }

    /** Of a caller who waits, for one who does not has another try. */
    void notDurable(boolean awaited, int lines) {
        if (awaited) {
            failed.addAndGet(lines);
        }
    }

    void refused(Exception e) {
        refused.incrementAndGet();
        lastError = e.getMessage();
        LOG.error("a decision is too large for its target: {}", e.getMessage());
    }

    void dropped(int lines) {
        dropped.addAndGet(lines);
        if (!dropping && lines > 0) {
            LOG.error("decisions are lost, for there is no room for more; see the metrics for how many");
        }
        dropping = true;
    }
}
