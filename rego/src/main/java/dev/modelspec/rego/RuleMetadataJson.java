package dev.modelspec.rego;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One rule as {@code catalog.json} has it. By hand, for a command's start has no time for data binding. */
final class RuleMetadataJson {
    private RuleMetadataJson() {}

    static ObjectNode write(RuleMetadata rule) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", rule.id())
                .put("title", rule.title())
                .put("description", rule.description())
                .put("severity", rule.severity())
                .put("remediation", rule.remediation());
        var controls = json.putArray("controls");
        rule.controls().forEach(controls::add);
        var resources = json.putArray("relatedResources");
        for (var resource : rule.relatedResources()) {
            resources.addObject().put("ref", resource.ref()).put("description", resource.description());
        }
        json.set("parameters", rule.parameters());
        if (rule.secrets()) {
            json.put("secrets", true);
        }
        return json.put("file", rule.file()).put("row", rule.row());
    }

    static RuleMetadata read(JsonNode json) {
        return new RuleMetadata(
                json.required("id").asString(),
                json.required("title").asString(),
                json.required("description").asString(),
                json.required("severity").asString(),
                json.required("remediation").asString(),
                strings(json.required("controls")),
                resources(json.required("relatedResources")),
                (ObjectNode) json.required("parameters"),
                json.path("secrets").asBoolean(false),
                json.required("file").asString(),
                json.required("row").asInt());
    }

    static List<String> strings(JsonNode array) {
        return array.valueStream().map(value -> value.asString("")).toList();
    }

    static List<RuleMetadata.RelatedResource> resources(JsonNode array) {
        return array.valueStream()
                .map(resource -> new RuleMetadata.RelatedResource(
                        resource.path("ref").asString(""),
                        resource.path("description").asString("")))
                .toList();
    }
}
