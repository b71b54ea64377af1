package dev.modelspec.engine.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Tells in a few microseconds, and without loading the JSON Schema library, that a value is valid. It knows no more keywords than
 * the schemas of specs, suites, profiles and parameters use; with any other it is not made. When it says no, the library is asked, whose word counts. Tests hold
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
            "exclusiveMinimum",
            "maximum",
            "required",
            "properties",
            "additionalProperties",
            "items",
            "minProperties",
            "propertyNames",
            "minItems",
            "uniqueItems",
            "minLength",
            "maxLength",
            "pattern",
            "format",
            "oneOf",
            "$ref");

    /** Regular expressions that mean the same in Java and in ECMA-262, and in which only the two anchors depend on line ends. */
    private static final Pattern SIMPLE_PATTERN = Pattern.compile("\\^("
            + "(?:[\\w ./:()|*+?-]|\\{\\d+(?:,\\d*)?\\}|\\\\[d.]|\\\\p\\{[LN]\\}|\\[\\^?(?:[\\w ./:*+?,-]|\\\\p\\{[LN]\\})+\\])*"
            + ")(\\$?)");

    private List<String> types = List.of();
    private @Nullable List<JsonNode> constants;
    private @Nullable BigDecimal minimum;
    private @Nullable BigDecimal exclusiveMinimum;
    private @Nullable BigDecimal maximum;
    private int minLength;
    private int maxLength = Integer.MAX_VALUE;
    private @Nullable Pattern pattern;
    private @Nullable TextFormat format;
    private int minItems;
    private boolean uniqueItems;
    private int minProperties;
    private @Nullable QuickCheck propertyNames;
    private List<String> required = List.of();
    private Map<String, QuickCheck> properties = Map.of();
    private boolean closed;
    private @Nullable QuickCheck additional;
    private @Nullable QuickCheck items;
    private @Nullable QuickCheck reference;
    private List<QuickCheck> alternatives = List.of();

    private QuickCheck() {}

    /** The check of a whole schema, or null if it has a keyword that is not known here. */
    static @Nullable QuickCheck of(JsonNode schema, Map<String, TextFormat> formats) {
        try {
            return new Compiler(schema, formats).compile(schema);
        } catch (UnknownKeywordException e) {
            return null;
        }
    }

    /** Whether the value is valid for sure. */
    boolean accepts(JsonNode value) {
        if (!types.isEmpty() && !isOfOne(value, types)) {
            return false;
        }
        if (constants != null && !constants.contains(value)) {
            return false;
        }
        if (value.isNumber() && !isInRange(value)) {
            return false;
        }
        if (reference != null && !reference.accepts(value)) {
            return false;
        }
        if (!alternatives.isEmpty() && alternatives.stream().noneMatch(one -> one.accepts(value))) {
            return false;
        }
        if (value.isObject()) {
            return acceptsFields(value);
        }
        if (value.isArray()) {
            return acceptsItems(value);
        }
        return !value.isString() || acceptsText(value.stringValue());
    }

    private boolean acceptsText(String text) {
        return text.length() >= minLength
                && text.length() <= maxLength
                && (pattern == null || pattern.matcher(text).matches())
                && (format == null || format.problem(text) == null);
    }

    private boolean acceptsItems(JsonNode array) {
        if (array.size() < minItems) {
            return false;
        }
        if (uniqueItems && !areDifferentTexts(array)) {
            return false;
        }
        if (items != null) {
            for (int i = 0; i < array.size(); i++) {
                if (!items.accepts(array.get(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Of numbers, several are the same to a schema: 1 and 1.0. */
    private static boolean areDifferentTexts(JsonNode array) {
        Set<String> texts = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            if (!array.get(i).isString() || !texts.add(array.get(i).stringValue())) {
                return false;
            }
        }
        return true;
    }

    private boolean acceptsFields(JsonNode object) {
        if (object.size() < minProperties) {
            return false;
        }
        for (int i = 0; i < required.size(); i++) {
            if (object.get(required.get(i)) == null) {
                return false;
            }
        }
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            if (propertyNames != null && !propertyNames.accepts(StringNode.valueOf(field.getKey()))) {
                return false;
            }
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

    private static boolean isOfOne(JsonNode value, List<String> types) {
        for (int i = 0; i < types.size(); i++) {
            if (isOfType(value, types.get(i))) {
                return true;
            }
        }
        return false;
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
        if (minimum == null && exclusiveMinimum == null && maximum == null) {
            return true;
        }
        BigDecimal number = value.decimalValue();
        return (minimum == null || number.compareTo(minimum) >= 0)
                && (exclusiveMinimum == null || number.compareTo(exclusiveMinimum) > 0)
                && (maximum == null || number.compareTo(maximum) <= 0);
    }

    private static final class UnknownKeywordException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Follows each reference once, so that schemas may refer to themselves. */
    private static final class Compiler {
        private final JsonNode root;
        private final Map<String, TextFormat> formats;
        private final Map<String, QuickCheck> referenced = new HashMap<>();

        Compiler(JsonNode root, Map<String, TextFormat> formats) {
            this.root = root;
            this.formats = formats;
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
                case "type" -> check.types = value.isArray() ? texts(value) : List.of(text(value));
                case "const" -> check.constants = List.of(constant(value));
                case "enum" ->
                    check.constants =
                            value.valueStream().map(Compiler::constant).toList();
                case "minimum" -> check.minimum = value.decimalValue();
                case "exclusiveMinimum" -> check.exclusiveMinimum = value.decimalValue();
                case "maximum" -> check.maximum = value.decimalValue();
                case "required" -> check.required = texts(value);
                case "properties" -> check.properties = properties(value);
                case "items" -> check.items = compile(value);
                case "minProperties" -> check.minProperties = value.intValue();
                case "propertyNames" -> check.propertyNames = compile(value);
                case "minItems" -> check.minItems = value.intValue();
                case "uniqueItems" -> check.uniqueItems = value.booleanValue();
                case "minLength" -> check.minLength = length(value);
                case "maxLength" -> check.maxLength = value.intValue();
                case "oneOf" -> check.alternatives = alternatives(value);
                case "pattern" -> check.pattern = pattern(text(value));
                case "format" -> check.format = formats.get(text(value));
                case "$ref" -> check.reference = reference(text(value));
                default -> {
                    check.closed = value.isBoolean() && !value.booleanValue();
                    check.additional = value.isObject() ? compile(value) : null;
                }
            }
        }

        /** The library counts code points, of which there may be half as many as characters. */
        private static int length(JsonNode value) {
            return value.intValue() == 1 ? 1 : 2 * value.intValue();
        }

        /** What a whole text matches if the expression is found in it. */
        private static Pattern pattern(String regex) {
            Matcher simple = SIMPLE_PATTERN.matcher(regex);
            if (!simple.matches() || hasOuterAlternatives(regex)) {
                throw new UnknownKeywordException();
            }
            return Pattern.compile(simple.group(1) + (simple.group(2).isEmpty() ? "(?s:.*)" : ""));
        }

        /** Whether an anchor belongs to one alternative only. */
        private static boolean hasOuterAlternatives(String simple) {
            int depth = 0;
            for (int i = 0; i < simple.length(); i++) {
                char c = simple.charAt(i);
                depth += c == '(' ? 1 : c == ')' ? -1 : 0;
                if (c == '|' && depth == 0) {
                    return true;
                }
            }
            return false;
        }

        /** Of which no value can meet two, because they have different types. */
        private List<QuickCheck> alternatives(JsonNode schemas) {
            List<QuickCheck> checks = new ArrayList<>();
            Set<String> types = new HashSet<>();
            for (JsonNode schema : schemas) {
                QuickCheck check = compile(schema);
                if (!kinds(check.reference == null ? check : check.reference).allMatch(types::add)) {
                    throw new UnknownKeywordException();
                }
                checks.add(check);
            }
            return checks;
        }

        /** The types of all values that a check may accept. */
        private static Stream<String> kinds(QuickCheck check) {
            if (!check.types.isEmpty()) {
                return check.types.stream().map(type -> type.equals("integer") ? "number" : type);
            }
            if (check.constants == null) {
                throw new UnknownKeywordException();
            }
            return check.constants.stream()
                    .map(one -> one.isString() ? "string" : "boolean")
                    .distinct();
        }

        /** Of numbers, several are the same to a schema: 1 and 1.0. */
        private static JsonNode constant(JsonNode value) {
            if (!value.isString() && !value.isBoolean()) {
                throw new UnknownKeywordException();
            }
            return value;
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
