package dev.modelspec.testing;

import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.spec.ParsedSpec;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What rules are expected to find in specs: a {@code suite.yaml}.
 *
 * @param document the suite as it was read
 * @param name {@code metadata.name}
 * @param profile name or path of the profile that applies
 * @param rules the rules whose findings count; empty for all
 * @param cases at least one
 */
record Suite(ParsedSpec document, String name, String profile, Set<String> rules, List<Case> cases) {

    /**
     * A spec with what is expected of it.
     *
     * @param pointer where the case stands in the suite
     * @param name what is special about the spec
     * @param spec the spec to evaluate
     * @param context what rules are told besides the spec
     * @param decision what the findings must add up to; null if any will do
     * @param findings what must be found; null if that is left open
     */
    record Case(
            String pointer,
            String name,
            SpecSource spec,
            EvaluationContext context,
            @Nullable Decision decision,
            @Nullable List<ExpectedFinding> findings) {}
}
