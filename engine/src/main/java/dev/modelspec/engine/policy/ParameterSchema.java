package dev.modelspec.engine.policy;

import dev.modelspec.engine.schema.Spelling;
import dev.modelspec.engine.source.JsonPointers;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether the JSON Schema of a parameter says what its author means. To JSON Schema a keyword that it does not know is no error, and
 * asks for nothing.
 */
final class ParameterSchema {
    /** See <a href="https://json-schema.org/draft/2020-12/json-schema-core#section-4.2.1">JSON Schema</a>. */
    private static final List<String> TYPES =
            List.of("array", "boolean", "integer", "null", "number", "object", "string");

    /** Those of <a href="https://json-schema.org/draft/2020-12/schema">JSON Schema</a> that have a schema. */
    private static final Set<String> OF_A_SCHEMA = Set.of(
            "additionalProperties",
            "contains",
            "contentSchema",
            "else",
            "if",
            "items",
            "not",
            "propertyNames",
            "then",
            "unevaluatedItems",
            "unevaluatedProperties");

    private static final Set<String> OF_A_LIST = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> OF_NAMED = Set.of("$defs", "dependentSchemas", "patternProperties", "properties");
    private static final Set<String> OF_VALUES = Set.of(
            "$anchor",
            "$comment",
            "$dynamicAnchor",
            "$dynamicRef",
            "$id",
            "$ref",
            "$schema",
            "$vocabulary",
            "const",
            "contentEncoding",
            "contentMediaType",
            "default",
            "dependentRequired",
            "deprecated",
            "description",
            "enum",
            "examples",
            "exclusiveMaximum",
            "exclusiveMinimum",
            "format",
            "maxContains",
            "maxItems",
            "maxLength",
            "maxProperties",
            "maximum",
            "minContains",
            "minItems",
            "minLength",
            "minProperties",
            "minimum",
            "multipleOf",
            "pattern",
            "readOnly",
            "required",
            "title",
            "type",
            "uniqueItems",
            "writeOnly");

    private static final List<String> KEYWORDS = Stream.of(OF_A_SCHEMA, OF_A_LIST, OF_NAMED, OF_VALUES)
            .flatMap(Set::stream)
            .sorted()
            .toList();

    private ParameterSchema() {}

    /**
     * What is wrong with a schema.
     *
     * @param pointer to the place
     * @param message goes on from what is there: {@code has …}
     */
    record Problem(String pointer, String message) {}

    /** The first problem; null if there is none. */
    static @Nullable Problem problem(JsonNode schema) {
        return in(schema, "");
    }

    private static @Nullable Problem in(JsonNode schema, String pointer) {
        Problem problem = null;
        for (var keyword : schema.properties()) {
            if (problem == null) {
                String name = keyword.getKey();
                problem = ofKeyword(name, keyword.getValue(), JsonPointers.child(pointer, name));
            }
        }
        return problem;
    }

    private static @Nullable Problem ofKeyword(String keyword, JsonNode value, String pointer) {
        Problem problem = null;
        if (keyword.equals("type")) {
            String type = unknownType(value);
            problem = type == null
                    ? null
                    : new Problem(
                            pointer,
                            "has the type `" + type + "`, which JSON Schema has not: it has "
                                    + String.join(", ", TYPES));
        } else if (OF_A_SCHEMA.contains(keyword)) {
            problem = in(value, pointer);
        } else if (OF_A_LIST.contains(keyword)) {
            for (int i = 0; i < value.size() && problem == null; i++) {
                problem = in(value.get(i), JsonPointers.child(pointer, String.valueOf(i)));
            }
        } else if (OF_NAMED.contains(keyword)) {
            for (var named : value.properties()) {
                if (problem == null) {
                    problem = in(named.getValue(), JsonPointers.child(pointer, named.getKey()));
                }
            }
        } else if (!OF_VALUES.contains(keyword) && !keyword.startsWith("x-")) {
            String nearest = Spelling.nearest(keyword, KEYWORDS);
            problem = new Problem(
                    pointer,
                    "has `" + keyword + "`, which is no keyword of JSON Schema and asks for nothing"
                            + (nearest == null ? "" : "; did you mean `" + nearest + "`?"));
        }
        return problem;
    }

    private static @Nullable String unknownType(JsonNode type) {
        List<JsonNode> all = type.isArray() ? type.valueStream().toList() : List.of(type);
        return all.stream()
                .filter(one -> !TYPES.contains(one.asString("")))
                .map(one -> one.isString() ? one.stringValue() : one.toString())
                .findFirst()
                .orElse(null);
    }
}
