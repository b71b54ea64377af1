package dev.modelspec.rego.build;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What OPA's type checker reads of a JSON Schema. It prepares all of a schema for validation each time that it compiles, which
 * takes longer than many a compilation, and then looks at these keywords alone.
 */
final class InputTypes {
    private static final Set<String> WORDS = Set.of("$schema", "$ref", "type", "items", "anyOf", "allOf");

    /** Those whose values are schemas by name. */
    private static final Set<String> BY_NAME = Set.of("properties", "$defs");

    private InputTypes() {}

    /** A schema with which OPA comes to the same types. */
    static JsonNode of(JsonNode schema) {
        if (schema.isArray()) {
            var reduced = JsonNodeFactory.instance.arrayNode();
            schema.forEach(element -> reduced.add(of(element)));
            return reduced;
        }
        if (!schema.isObject()) {
            return schema;
        }
        ObjectNode reduced = JsonNodeFactory.instance.objectNode();
        for (var entry : schema.properties()) {
            if (WORDS.contains(entry.getKey())) {
                reduced.set(entry.getKey(), of(entry.getValue()));
            } else if (BY_NAME.contains(entry.getKey())) {
                ObjectNode named = reduced.putObject(entry.getKey());
                entry.getValue().properties().forEach(one -> named.set(one.getKey(), of(one.getValue())));
            }
        }
        return reduced;
    }
}
