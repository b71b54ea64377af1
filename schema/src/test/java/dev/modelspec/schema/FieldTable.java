package dev.modelspec.schema;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of the standard, from {@code fields.csv}, and a judge that knows nothing but this table: what it accepts, the
 * schema must accept, and nothing else.
 */
final class FieldTable {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final List<Field> fields;
    private final Map<String, Map<String, Field>> children;

    private FieldTable(List<Field> fields) {
        this.fields = fields;
        this.children = fields.stream()
                .collect(Collectors.groupingBy(
                        Field::parent, Collectors.toMap(Field::name, field -> field, (a, b) -> a, LinkedHashMap::new)));
    }

    static FieldTable load() {
        return new FieldTable(
                Json.lines("fields.csv").stream().skip(1).map(Field::parse).toList());
    }

    List<Field> fields() {
        return fields;
    }

    /** Whether a document is a ModelSpec. */
    boolean accepts(JsonNode document) {
        return closedObject("", document);
    }

    private boolean closedObject(String pointer, JsonNode value) {
        Map<String, Field> known = childrenOf(pointer);
        return value.isObject()
                && known.values().stream().allMatch(child -> !child.required() || value.has(child.name()))
                && value.properties().stream().allMatch(property -> {
                    Field child = known.get(property.getKey());
                    return child != null && accepts(child, property.getValue());
                });
    }

    private boolean accepts(Field field, JsonNode value) {
        return switch (field.type()) {
            case "object" ->
                field.mapOfStrings()
                        ? value.isObject() && value.values().stream().allMatch(JsonNode::isString)
                        : closedObject(field.pointer(), value);
            case "array" -> value.isArray() && value.values().stream().allMatch(item -> accepts(itemOf(field), item));
            case "string" ->
                value.isString()
                        && (field.allowed().isEmpty() || field.allowed().contains(value.stringValue()));
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isNumber() && Json.isInteger(value.decimalValue()) && inRange(field, value);
            case "number" -> value.isNumber() && inRange(field, value);
            default -> throw new IllegalArgumentException("type " + field.type() + " at " + field.pointer());
        };
    }

    private static boolean inRange(Field field, JsonNode value) {
        BigDecimal number = value.decimalValue();
        return (field.minimum() == null || number.compareTo(field.minimum()) >= 0)
                && (field.maximum() == null || number.compareTo(field.maximum()) <= 0);
    }

    /** A spec that has every field once, and two items in every array. */
    ObjectNode fullSpec() {
        return fullObject("");
    }

    private ObjectNode fullObject(String pointer) {
        ObjectNode object = NODES.objectNode();
        childrenOf(pointer).values().forEach(child -> object.set(child.name(), fullValue(child)));
        return object;
    }

    private JsonNode fullValue(Field field) {
        return switch (field.type()) {
            case "object" ->
                field.mapOfStrings() ? NODES.objectNode().put("key", "value") : fullObject(field.pointer());
            case "array" -> NODES.arrayNode().add(fullValue(itemOf(field))).add(fullValue(itemOf(field)));
            case "string" ->
                NODES.stringNode(
                        field.allowed().isEmpty() ? "text" : field.allowed().get(0));
            case "boolean" -> NODES.booleanNode(true);
            case "integer" -> NODES.numberNode(7);
            case "number" -> NODES.numberNode(new BigDecimal("7.5"));
            default -> throw new IllegalArgumentException("type " + field.type() + " at " + field.pointer());
        };
    }

    private Field itemOf(Field array) {
        return Objects.requireNonNull(childrenOf(array.pointer()).get("*"), array.pointer());
    }

    private Map<String, Field> childrenOf(String pointer) {
        return children.getOrDefault(pointer, Map.of());
    }
}
