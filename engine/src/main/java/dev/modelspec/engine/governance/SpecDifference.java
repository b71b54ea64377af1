package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the verdict on a document by one set of policies differs from that by another.
 *
 * @param source the name of its source
 * @param document which document of its source, from 1
 * @param name {@code metadata.name}; null if it cannot be told
 * @param before the decision as it was
 * @param after the decision as it is
 * @param came findings that are new, or have another level or message
 * @param went findings that are gone, or have another level or message
 */
public record SpecDifference(
        String source,
        int document,
        @Nullable String name,
        Decision before,
        Decision after,
        List<Finding> came,
        List<Finding> went) {
    public SpecDifference {
        came = List.copyOf(came);
        went = List.copyOf(went);
    }
}
