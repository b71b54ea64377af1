package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.rego.RuleMetadata;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A rule with what a profile makes of it.
 *
 * @param rule what it says of itself
 * @param level what its findings do on the surface that was asked for
 * @param levels what they do on each surface
 * @param overrides names of what of the profile changes it for some specs
 * @param parameters the values of its parameters by name
 */
public record RuleInForce(
        RuleMetadata rule, Level level, Map<Surface, Level> levels, List<String> overrides, JsonNode parameters) {
    public RuleInForce {
        levels = Map.copyOf(levels);
        overrides = List.copyOf(overrides);
    }
}
