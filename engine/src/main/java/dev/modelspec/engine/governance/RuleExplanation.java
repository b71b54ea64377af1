package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.policy.RuleSettings;
import dev.modelspec.rego.Explanation;
import dev.modelspec.rego.RuleMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why a rule did or did not find something in a spec.
 *
 * @param rule the rule
 * @param source the name of the source
 * @param structure what there is to say of the document without any rules
 * @param answer what the rule says; null if it is not asked, for the document breaks its schema
 */
public record RuleExplanation(
        RuleMetadata rule,
        String source,
        SpecEvaluation structure,
        @Nullable Answer answer) {

    /**
     * What a rule says.
     *
     * @param profile what of the profile applies to the spec
     * @param findings what the rule finds, whatever its level; nothing if it ends with a fault
     * @param fault with what it ends, without a full stop; null if it does not
     * @param input the document that the rule reads
     * @param trace what became of each expression
     */
    public record Answer(
            ResolvedProfile profile,
            List<Finding> findings,
            @Nullable String fault,
            JsonNode input,
            Explanation trace) {
        public Answer {
            findings = List.copyOf(findings);
        }
    }

    /** What the profile chooses for the rule; nothing if it is not asked. */
    public RuleSettings settings() {
        return answer == null ? RuleSettings.NONE : answer.profile().settings().rule(rule.id());
    }

    /** What findings of the rule do where the question is asked. */
    public Level level() {
        return answer == null
                ? Level.DENY
                : settings().level(answer.profile().context().surface());
    }
}
