package dev.modelspec.webhook.metrics;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long the phases of a request took.
 *
 * @param read until the review was in memory and understood
 * @param queue until there was a processor for it
 * @param judge until the verdict
 */
public record Phases(Duration read, Duration queue, Duration judge) {
    /** Each by its name, in their order. */
    public Map<String, Duration> byName() {
        var phases = new LinkedHashMap<String, Duration>();
        phases.put("read", read);
        phases.put("queue", queue);
        phases.put("judge", judge);
        return phases;
    }

    /** All of them together. */
    public Duration total() {
        return read.plus(queue).plus(judge);
    }
}
