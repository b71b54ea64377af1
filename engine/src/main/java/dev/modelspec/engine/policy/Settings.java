package dev.modelspec.engine.policy;

import dev.modelspec.engine.finding.Level;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.RuleMetadata;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Levels and parameters of rules, as they apply to some specs. A rule that is not named is at {@link Level#DENY}, with the defaults
 * of its parameters.
 *
 * @param rules settings by rule id
 */
public record Settings(Map<String, RuleSettings> rules) {
    /** Nothing chosen for any rule. */
    public static final Settings DEFAULTS = new Settings(Map.of());

    public Settings {
        rules = Map.copyOf(rules);
    }

    /** What is chosen for a rule. */
    public RuleSettings rule(String id) {
        return rules.getOrDefault(id, RuleSettings.NONE);
    }

    /** What a finding of a rule does on a surface. */
    public Level level(String rule, Surface surface) {
        return rule(rule).level(surface);
    }

    /** What a finding of a rule does on each surface. */
    public Map<Surface, Level> levels(String rule) {
        var levels = new EnumMap<Surface, Level>(Surface.class);
        for (Surface surface : Surface.values()) {
            levels.put(surface, level(rule, surface));
        }
        return levels;
    }

    /** These settings, changed by later ones. */
    public Settings changedBy(Map<String, RuleSettings> later) {
        if (rules.isEmpty() || later.isEmpty()) {
            return rules.isEmpty() ? new Settings(later) : this;
        }
        var merged = new HashMap<>(rules);
        later.forEach((rule, settings) -> merged.merge(rule, settings, (base, own) -> own.over(base)));
        return new Settings(merged);
    }

    /**
     * Every parameter that the rules of a catalogue declare: the chosen value, else the default.
     *
     * @return {@code {category: {rule-id: {name: value}}}}
     */
    public ObjectNode parameters(RuleCatalog catalog) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (RuleMetadata rule : catalog.rules()) {
            ObjectNode ofRule = all.withObjectProperty(rule.category()).putObject(rule.name());
            RuleSettings settings = rule(rule.id());
            for (var parameter : rule.parameters().properties()) {
                JsonNode chosen = settings.parameter(parameter.getKey());
                ofRule.set(
                        parameter.getKey(),
                        chosen == null ? parameter.getValue().required("default") : chosen);
            }
        }
        return all;
    }
}
