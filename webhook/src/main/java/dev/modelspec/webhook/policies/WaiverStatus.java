package dev.modelspec.webhook.policies;

import dev.modelspec.engine.waiver.Waiver;
import java.util.List;

/**
 * How waivers are doing.
 *
 * @param usable those that count while they hold
 * @param problems what is wrong with the others, each with its place first
 */
public record WaiverStatus(List<Waiver> usable, List<String> problems) {
    public WaiverStatus {
        usable = List.copyOf(usable);
        problems = List.copyOf(problems);
    }
}
