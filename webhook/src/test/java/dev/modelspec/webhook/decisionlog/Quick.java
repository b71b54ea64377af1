package dev.modelspec.webhook.decisionlog;

import dev.modelspec.webhook.decisionlog.DecisionLogOptions.Limits;
import java.time.Duration;

/** Limits for tests, which cannot wait long. */
final class Quick {
    static final Limits LIMITS = of(1_000, 1 << 20, 8 << 20);

    private Quick() {}

    static Limits of(int queueLines, int batchBytes, long spillBytes) {
        return new Limits(
                queueLines,
                8L << 20,
                batchBytes,
                spillBytes,
                Duration.ofMinutes(2),
                Duration.ofMinutes(1),
                Duration.ofMillis(2),
                Duration.ofMillis(20),
                Duration.ofMinutes(1));
    }

    static Limits withTimes(Duration acknowledge, Duration send, Duration close) {
        return new Limits(
                LIMITS.queueLines(),
                LIMITS.queueBytes(),
                LIMITS.batchBytes(),
                LIMITS.spillBytes(),
                acknowledge,
                send,
                LIMITS.firstRetry(),
                LIMITS.lastRetry(),
                close);
    }
}
