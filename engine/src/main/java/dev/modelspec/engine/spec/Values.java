package dev.modelspec.engine.spec;

import tools.jackson.databind.JsonNode;

/** Words for values. */
final class Values {
    private Values() {}

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
