package dev.modelspec.engine.governance;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a rule of one set of policies differs from that of another.
 *
 * @param id its id
 * @param before what it was; null if it is new
 * @param after what it is; null if it is gone
 * @param changes what changed of a rule that is in both
 */
public record RuleDifference(
        String id, @Nullable RuleInForce before, @Nullable RuleInForce after, List<Change> changes) {
    public RuleDifference {
        changes = List.copyOf(changes);
    }

    /**
     * Something that a rule says of itself, or a profile of it, or its Rego.
     *
     * @param what {@code title}, {@code severity}, {@code description}, {@code remediation}, {@code controls}, {@code level} where all surfaces change alike, {@code level.<surface>} where they do
     *     not, {@code params.<name>}, or {@code rego}, of which before and after are digests
     * @param before as it was; null if it was not there
     * @param after as it is; null if it is not there
     */
    public record Change(
            String what, @Nullable String before, @Nullable String after) {}
}
