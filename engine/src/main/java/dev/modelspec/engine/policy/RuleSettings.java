package dev.modelspec.engine.policy;

import dev.modelspec.engine.finding.Level;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is chosen for one rule. What is not is at {@link Level#DENY}, and at the default of the parameter.
 *
 * @param levels levels of those surfaces that something is chosen for
 * @param parameters values of parameters by name
 */
public record RuleSettings(Map<Surface, Chosen<Level>> levels, Map<String, Chosen<JsonNode>> parameters) {
    /** Nothing chosen. */
    public static final RuleSettings NONE = new RuleSettings(Map.of(), Map.of());

    public RuleSettings {
        levels = Map.copyOf(levels);
        parameters = Map.copyOf(parameters);
    }

    /** What a finding does on a surface. */
    public Level level(Surface surface) {
        Chosen<Level> chosen = levels.get(surface);
        return chosen == null ? Level.DENY : chosen.value();
    }

    /** The value of a parameter; null if none is chosen. */
    public @Nullable JsonNode parameter(String name) {
        Chosen<JsonNode> chosen = parameters.get(name);
        return chosen == null ? null : chosen.value();
    }

    /** These choices where something is chosen, else those. */
    public RuleSettings over(RuleSettings base) {
        var mergedLevels = new HashMap<>(base.levels);
        mergedLevels.putAll(levels);
        var mergedParameters = new HashMap<>(base.parameters);
        mergedParameters.putAll(parameters);
        return new RuleSettings(mergedLevels, mergedParameters);
    }
}
