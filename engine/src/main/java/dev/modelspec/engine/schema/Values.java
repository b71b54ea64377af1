package dev.modelspec.engine.schema;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Words for values. */
final class Values {
    private Values() {}

    /** A value as it would be written on one line of YAML. */
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
        return value.asString();
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
}
