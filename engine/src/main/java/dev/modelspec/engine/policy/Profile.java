package dev.modelspec.engine.policy;

import dev.modelspec.engine.finding.Level;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.RuleMetadata;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an organisation chooses: levels and parameters of rules. A rule that it does not name is at {@link Level#DENY}, with the
 * defaults of its parameters.
 *
 * @param name its name
 * @param rules settings by rule id
 */
public record Profile(String name, Map<String, RuleSettings> rules) {
    public Profile {
        rules = Map.copyOf(rules);
    }

    /** What a finding of a rule does on a surface. */
    public Level level(String rule, Surface surface) {
        RuleSettings settings = rules.get(rule);
        return settings == null ? Level.DENY : settings.level(surface);
    }

    /**
     * Every parameter that the rules of a catalogue declare: the profile's value, else the default.
     *
     * @return {@code {category: {rule-id: {name: value}}}}
     */
    public ObjectNode parameters(RuleCatalog catalog) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (RuleMetadata rule : catalog.rules()) {
            ObjectNode ofRule = all.withObjectProperty(rule.category()).putObject(rule.name());
            RuleSettings settings = rules.get(rule.id());
            for (var parameter : rule.parameters().properties()) {
                JsonNode set = settings == null ? null : settings.parameters().get(parameter.getKey());
                ofRule.set(
                        parameter.getKey(), set == null ? parameter.getValue().required("default") : set);
            }
        }
        return all;
    }
}
