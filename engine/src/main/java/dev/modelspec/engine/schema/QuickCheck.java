package dev.modelspec.engine.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tells in a few microseconds, and without loading the JSON Schema library, that a value is valid. It knows no more keywords than
 * the schemas of specs use; with any other it is not made. When it says no, the library is asked, whose word counts. Tests hold
 * the two together.
 */
final class QuickCheck {
    private static final Set<String> SAY_NOTHING =
            Set.of("$schema", "$id", "$defs", "$comment", "title", "description", "examples", "default", "deprecated");
    private static final Set<String> KNOWN = Set.of(
            "type",
            "const",
            "enum",
            "minimum",
            "maximum",
            "required",
            "properties",
            "additionalProperties",
            "items",
            "$ref");

    private @Nullable String type;
    private @Nullable List<String> texts;
    private @Nullable BigDecimal minimum;
    private @Nullable BigDecimal maximum;
    private List<String> required = List.of();
    private Map<String, QuickCheck> properties = Map.of();
    private boolean closed;
    private @Nullable QuickCheck additional;
    private @Nullable QuickCheck items;
    private @Nullable QuickCheck reference;

    private QuickCheck() {}

    /** The check of a whole schema, or null if it has a keyword that is not known here. */
    static @Nullable QuickCheck of(JsonNode schema) {
        try {
            return new Compiler(schema).compile(schema);
        } catch (UnknownKeywordException e) {
            return null;
        }
    }

    /** Whether the value is valid for sure. */
    boolean accepts(JsonNode value) {
        if (type != null && !isOfType(value, type)) {
            return false;
        }
        if (texts != null && !(value.isString() && texts.contains(value.stringValue()))) {
            return false;
        }
        if (value.isNumber() && !isInRange(value)) {
            return false;
        }
        if (reference != null && !reference.accepts(value)) {
            return false;
        }
        if (value.isObject()) {
            return acceptsFields(value);
        }
        if (items != null && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                if (!items.accepts(value.get(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean acceptsFields(JsonNode object) {
        for (int i = 0; i < required.size(); i++) {
            if (object.get(required.get(i)) == null) {
                return false;
            }
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            QuickCheck check = properties.get(field.getKey());
            if (check == null) {
                if (closed) {
                    return false;
                }
                check = additional;
            }
            if (check != null && !check.accepts(field.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfType(JsonNode value, String type) {
        return switch (type) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "number" -> value.isNumber();
            case "integer" -> value.isIntegralNumber() || (value.isNumber() && isWhole(value));
            default -> false;
        };
    }

    private static boolean isWhole(JsonNode number) {
        BigDecimal value = number.decimalValue();
        return value.signum() == 0 || value.stripTrailingZeros().scale() <= 0;
    }

    private boolean isInRange(JsonNode value) {
        if (minimum == null && maximum == null) {
            return true;
        }
        BigDecimal number = value.decimalValue();
        return (minimum == null || number.compareTo(minimum) >= 0)
                && (maximum == null || number.compareTo(maximum) <= 0);
    }

    private static final class UnknownKeywordException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Follows each reference once, so that schemas may refer to themselves. */
    private static final class Compiler {
        private final JsonNode root;
        private final Map<String, QuickCheck> referenced = new HashMap<>();

        Compiler(JsonNode root) {
            this.root = root;
        }

        QuickCheck compile(JsonNode schema) {
            QuickCheck check = new QuickCheck();
            fill(check, schema);
            return check;
        }

        private void fill(QuickCheck check, JsonNode schema) {
            if (!schema.isObject()) {
                throw new UnknownKeywordException();
            }
            for (Map.Entry<String, JsonNode> keyword : schema.properties()) {
                if (KNOWN.contains(keyword.getKey())) {
                    keyword(check, keyword.getKey(), keyword.getValue());
                } else if (!SAY_NOTHING.contains(keyword.getKey())) {
                    throw new UnknownKeywordException();
                }
            }
        }

        private void keyword(QuickCheck check, String keyword, JsonNode value) {
            switch (keyword) {
                case "type" -> check.type = text(value);
                case "const" -> check.texts = List.of(text(value));
                case "enum" -> check.texts = texts(value);
                case "minimum" -> check.minimum = value.decimalValue();
                case "maximum" -> check.maximum = value.decimalValue();
                case "required" -> check.required = texts(value);
                case "properties" -> check.properties = properties(value);
                case "items" -> check.items = compile(value);
                case "$ref" -> check.reference = reference(text(value));
                default -> {
                    check.closed = value.isBoolean() && !value.booleanValue();
                    check.additional = value.isObject() ? compile(value) : null;
                }
            }
        }

        private Map<String, QuickCheck> properties(JsonNode schemas) {
            Map<String, QuickCheck> checks = new HashMap<>();
            for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
                checks.put(schema.getKey(), compile(schema.getValue()));
            }
            return checks;
        }

        private QuickCheck reference(String reference) {
            if (!reference.startsWith("#/")) {
                throw new UnknownKeywordException();
            }
            QuickCheck known = referenced.get(reference);
            if (known == null) {
                known = new QuickCheck();
                referenced.put(reference, known);
                fill(known, root.at(reference.substring(1)));
            }
            return known;
        }

        private static List<String> texts(JsonNode values) {
            List<String> texts = new ArrayList<>();
            for (JsonNode value : values) {
                texts.add(text(value));
            }
            return List.copyOf(texts);
        }

        private static String text(JsonNode value) {
            if (!value.isString()) {
                throw new UnknownKeywordException();
            }
            return value.stringValue();
        }
    }
}
