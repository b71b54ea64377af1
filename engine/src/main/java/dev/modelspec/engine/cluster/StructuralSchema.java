package dev.modelspec.engine.cluster;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.source.JsonPointers;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Translates a JSON Schema (draft 2020-12) to a structural schema, the only kind that a CustomResourceDefinition may have. References
 * are replaced by what they refer to, {@code const} becomes an {@code enum} of one, integers say how many bits they have.
 *
 * <p>{@code additionalProperties: false} has no equal: unless a client asks for strict field validation, an API server drops what it
 * does not know. {@code default} is left out: an API server would write it into the spec, which would not be what its author wrote.
 *
 * <p>A keyword that is not known here is a fault, so that a schema never loses one on the way to the cluster in silence. Source:
 * kubernetes.io, "Specifying a structural schema".
 */
final class StructuralSchema {
    private static final Set<String> SAME = Set.of(
            "description",
            "enum",
            "format",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "pattern",
            "minItems",
            "maxItems",
            "required");
    private static final Set<String> LEFT_OUT =
            Set.of("$schema", "$id", "$defs", "$comment", "title", "examples", "default");
    private static final String EXTENSION = "x-kubernetes-";
    private static final String ANY_FIELDS = EXTENSION + "preserve-unknown-fields";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** More than any schema of ours has; a schema that refers to itself has no end. */
    private static final int DEPTH = 50;

    private final JsonNode root;

    private StructuralSchema(JsonNode root) {
        this.root = root;
    }

    /**
     * The structural schema of the same values.
     *
     * @throws GovernanceException if there is none, with the place of what cannot be translated
     */
    static ObjectNode of(JsonNode schema) {
        return new StructuralSchema(schema).translate(schema, "", 0);
    }

    private ObjectNode translate(JsonNode schema, String pointer, int depth) {
        if (depth > DEPTH) {
            throw untranslatable("a reference to itself", pointer);
        }
        ObjectNode structural = NODES.objectNode();
        for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
            translate(keyword.getKey(), keyword.getValue(), structural, pointer, depth);
        }
        if (isInteger(structural) && !structural.has("format")) {
            structural.put("format", fits32Bits(structural) ? "int32" : "int64");
        }
        if (isMapOfAnything(schema, structural)) {
            structural.put(ANY_FIELDS, true);
        }
        return structural;
    }

    private void translate(String keyword, JsonNode value, ObjectNode into, String pointer, int depth) {
        switch (keyword) {
            case "type" -> type(value, into, pointer);
            case "const" -> into.set("enum", NODES.arrayNode().add(value));
            case "properties" -> {
                ObjectNode properties = into.putObject(keyword);
                value.properties()
                        .forEach(field -> properties.set(
                                field.getKey(),
                                translate(field.getValue(), below(pointer, keyword, field.getKey()), depth + 1)));
            }
            case "items" -> into.set(keyword, translate(value, below(pointer, keyword), depth + 1));
            case "additionalProperties" -> {
                if (value.isObject()) {
                    into.set(keyword, translate(value, below(pointer, keyword), depth + 1));
                }
            }
            case "$ref" -> {
                // What stands beside a reference goes before what it refers to.
                ObjectNode referred = translate(root.at(value.asString().substring(1)), pointer, depth + 1);
                referred.properties().forEach(field -> into.putIfAbsent(field.getKey(), field.getValue()));
            }
            default -> {
                if (SAME.contains(keyword) || keyword.startsWith(EXTENSION)) {
                    into.set(keyword, value);
                } else if (!LEFT_OUT.contains(keyword)) {
                    throw untranslatable("`" + keyword + "`", pointer);
                }
            }
        }
    }

    private static void type(JsonNode type, ObjectNode into, String pointer) {
        if (type.isString()) {
            into.set("type", type);
            return;
        }
        for (JsonNode alternative : type) {
            if (alternative.asString().equals("null")) {
                into.put("nullable", true);
            } else if (into.replace("type", alternative) != null) {
                throw untranslatable("a choice of types", pointer);
            }
        }
    }

    private static boolean isInteger(ObjectNode structural) {
        return structural.path("type").asString("").equals("integer");
    }

    private static boolean fits32Bits(ObjectNode structural) {
        return structural.has("minimum")
                && structural.has("maximum")
                && structural.get("minimum").decimalValue().longValue() >= Integer.MIN_VALUE
                && structural.get("maximum").decimalValue().longValue() <= Integer.MAX_VALUE;
    }

    private static boolean isMapOfAnything(JsonNode schema, ObjectNode structural) {
        return structural.path("type").asString("").equals("object")
                && !schema.has("$ref")
                && !structural.has("additionalProperties")
                && (!schema.has("additionalProperties")
                        || schema.path("additionalProperties").asBoolean(false));
    }

    private static String below(String pointer, String... segments) {
        String place = pointer;
        for (String segment : segments) {
            place = JsonPointers.child(place, segment);
        }
        return place;
    }

    private static GovernanceException untranslatable(String what, String pointer) {
        return new GovernanceException(
                "A CustomResourceDefinition cannot say what the schema says with " + what + " at "
                        + (pointer.isEmpty() ? "its root" : pointer)
                        + ". Say it in another way, or teach the translation to do so.");
    }
}
