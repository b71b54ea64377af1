package dev.modelspec.webhook.metrics;

import java.time.Duration;

/**
 * How long the phases of a request took.
 *
 * @param read until the review was in memory and understood
 * @param queue until there was a processor for it
 * @param judge until the verdict
 */
public record Phases(Duration read, Duration queue, Duration judge) {
    /** All of them together. */
    public Duration total() {
        return read.plus(queue).plus(judge);
    }
}
