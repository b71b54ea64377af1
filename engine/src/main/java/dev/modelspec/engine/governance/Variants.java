package dev.modelspec.engine.governance;

import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.policy.Variant;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.ObjectNode;

/** What a profile makes of the rules for each set of overrides that apply. Thread-safe. */
final class Variants {
    /** Labels are the users' to write, so somebody could make many. Forgetting them costs time only. */
    private static final int MANY = 256;

    private final Profile profile;
    private final PolicyEngine engine;
    private final Variant usual;
    private final boolean selective;
    private final Map<BitSet, Variant> others = new ConcurrentHashMap<>();

    Variants(Profile profile, PolicyEngine engine) {
        this.profile = profile;
        this.engine = engine;
        this.usual = engine.variant(profile.usual());
        this.selective = !profile.overrides().isEmpty();
    }

    /** What applies to specs that no override is for. */
    Variant usual() {
        return usual;
    }

    /** What applies to a spec. */
    Variant of(ObjectNode spec, EvaluationContext context) {
        if (!selective) {
            return usual;
        }
        BitSet matching = profile.matching(spec, context);
        if (matching.isEmpty()) {
            return usual;
        }
        if (others.size() >= MANY) {
            others.clear();
        }
        return others.computeIfAbsent(matching, these -> engine.variant(profile.settings(these)));
    }
}
