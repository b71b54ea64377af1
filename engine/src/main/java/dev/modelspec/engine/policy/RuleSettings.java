package dev.modelspec.engine.policy;

import dev.modelspec.engine.finding.Level;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a profile says of one rule.
 *
 * @param level the level on surfaces that are not named; null if the profile does not say
 * @param levels levels of surfaces
 * @param parameters values of parameters by name
 */
public record RuleSettings(@Nullable Level level, Map<Surface, Level> levels, Map<String, JsonNode> parameters) {
    public RuleSettings {
        levels = Map.copyOf(levels);
        parameters = Map.copyOf(parameters);
    }

    /** What a finding does on a surface. */
    public Level level(Surface surface) {
        return levels.getOrDefault(surface, level == null ? Level.DENY : level);
    }

    /** These settings where they say something, else those of the profile that is extended. */
    public RuleSettings over(RuleSettings base) {
        var mergedLevels = new HashMap<Surface, Level>();
        if (level == null) {
            mergedLevels.putAll(base.levels);
        }
        mergedLevels.putAll(levels);
        var mergedParameters = new HashMap<>(base.parameters);
        mergedParameters.putAll(parameters);
        return new RuleSettings(level == null ? base.level : level, mergedLevels, mergedParameters);
    }
}
