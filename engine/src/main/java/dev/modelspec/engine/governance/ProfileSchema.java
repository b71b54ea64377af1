package dev.modelspec.engine.governance;

import dev.modelspec.engine.policy.RegexFormat;
import dev.modelspec.engine.schema.SchemaValidator;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.RuleMetadata;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of a profile, narrowed to the rules that there are and the parameters that they have. */
final class ProfileSchema {
    private ProfileSchema() {}

    static SchemaValidator of(RuleCatalog catalog) {
        ObjectNode schema = (ObjectNode) SchemaValidator.resource("profile.v1alpha1.json");
        ObjectNode rules = (ObjectNode) schema.at("/$defs/rules");
        JsonNode anyRule = rules.remove("patternProperties").values().iterator().next();
        rules.putObject("propertyNames").put("title", "rule");
        ObjectNode properties = rules.putObject("properties");
        for (RuleMetadata rule : catalog.rules()) {
            ObjectNode narrowed = (ObjectNode) anyRule.deepCopy();
            ObjectNode parameters = narrowed.withObjectProperty("properties").withObjectProperty("params");
            parameters.put("additionalProperties", false);
            parameters.putObject("propertyNames").put("title", "parameter");
            parameters.set("properties", rule.parameters());
            properties.set(rule.id(), narrowed);
        }
        return SchemaValidator.of(schema, new RegexFormat());
    }
}
