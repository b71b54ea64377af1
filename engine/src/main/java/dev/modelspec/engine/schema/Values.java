package dev.modelspec.engine.schema;

import dev.modelspec.engine.source.JsonPointers;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Words for values, types and places. */
final class Values {
    private static final int LONG = 60;

    private Values() {}

    /** A value as it would be written on one line of YAML, cut off when it is long text. */
    static String show(JsonNode value) {
        if (value.isObject()) {
            StringBuilder shown = new StringBuilder("{");
            for (Map.Entry<String, JsonNode> field : value.properties()) {
                shown.append(shown.length() == 1 ? "" : ", ")
                        .append(field.getKey())
                        .append(": ")
                        .append(show(field.getValue()));
            }
            return shown.append('}').toString();
        }
        if (value.isArray()) {
            return "[" + String.join(", ", value.valueStream().map(Values::show).toList()) + "]";
        }
        String text = value.isNull() ? "null" : value.asString();
        return text.codePointCount(0, text.length()) > LONG
                ? text.substring(0, text.offsetByCodePoints(0, LONG)) + "…"
                : text;
    }

    static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "a list";
            case STRING, BINARY -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean (true/false)";
            case NULL, MISSING -> "empty";
        };
    }

    /** A type of JSON Schema in words. */
    static String type(JsonNode type) {
        return switch (type.asString()) {
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "object" -> "an object";
            case "array" -> "a list";
            default -> type.asString();
        };
    }

    /** A place as people write it: {@code spec.pipeline.dependencies[0].id}. */
    static String dotted(String pointer) {
        StringBuilder dotted = new StringBuilder();
        for (String segment : JsonPointers.segments(pointer)) {
            boolean index = !segment.isEmpty() && segment.chars().allMatch(c -> c >= '0' && c <= '9');
            if (index) {
                dotted.append('[').append(segment).append(']');
            } else {
                dotted.append(dotted.length() == 0 ? "" : ".").append(segment);
            }
        }
        return dotted.toString();
    }

    static String lastSegment(String pointer) {
        List<String> segments = JsonPointers.segments(pointer);
        return segments.isEmpty() ? "" : segments.get(segments.size() - 1);
    }
}
