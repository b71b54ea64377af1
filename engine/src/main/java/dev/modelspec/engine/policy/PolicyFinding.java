package dev.modelspec.engine.policy;

import dev.modelspec.rego.RuleMetadata;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A finding as a rule returned it.
 *
 * @param rule the rule
 * @param path names of fields, and positions in lists as decimal numbers, from the root of the document
 * @param message what is wrong
 * @param replacement the scalar that has to be at the path instead; null where it takes judgement
 * @param secret the path of a value that nobody should quote; null if there is none
 */
public record PolicyFinding(
        RuleMetadata rule,
        List<String> path,
        String message,
        @Nullable JsonNode replacement,
        @Nullable List<String> secret) {

    /** Java makes that of a record when it is first asked for, and takes longer to than a rule takes. */
    @Override
    public int hashCode() {
        return 31 * (31 * rule.id().hashCode() + path.hashCode()) + message.hashCode();
    }
}
