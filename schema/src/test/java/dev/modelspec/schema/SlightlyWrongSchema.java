package dev.modelspec.schema;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A schema with one keyword taken out, or one limit moved by one.
 *
 * @param change what was done to it, for people
 * @param place what part of a spec this is about: part of a JSON Pointer
 * @param schema the outcome
 */
record SlightlyWrongSchema(String change, String place, ObjectNode schema) {

    /** Every slightly wrong version of a schema. */
    static List<SlightlyWrongSchema> allOf(ObjectNode schema) {
        List<SlightlyWrongSchema> all = new ArrayList<>();
        collect(schema, schema, JsonPointer.empty(), all);
        return all;
    }

    private static void collect(ObjectNode whole, JsonNode part, JsonPointer place, List<SlightlyWrongSchema> all) {
        for (String keyword : part.propertyNames()) {
            JsonNode value = part.get(keyword);
            switch (keyword) {
                // A constant or an enumeration of strings says the type already.
                case "type" -> {
                    if (!part.has("const") && !part.has("enum")) {
                        without(whole, place, keyword, all);
                    }
                }
                case "const", "additionalProperties", "items", "$ref" -> without(whole, place, keyword, all);
                case "minimum", "maximum" -> {
                    without(whole, place, keyword, all);
                    moved(whole, place, keyword, value.intValue() - 1, all);
                    moved(whole, place, keyword, value.intValue() + 1, all);
                }
                case "required", "enum" -> {
                    for (int i = 0; i < value.size(); i++) {
                        withoutItem(whole, place, keyword, i, all);
                    }
                }
                case "properties", "$defs" ->
                    value.properties()
                            .forEach(child -> collect(
                                    whole,
                                    child.getValue(),
                                    place.appendProperty(keyword).appendProperty(child.getKey()),
                                    all));
                default -> {
                    // Annotations decide nothing.
                }
            }
            if (keyword.equals("items")) {
                collect(whole, value, place.appendProperty(keyword), all);
            }
        }
    }

    private static void without(ObjectNode whole, JsonPointer place, String keyword, List<SlightlyWrongSchema> all) {
        ObjectNode copy = whole.deepCopy();
        ((ObjectNode) copy.at(place)).remove(keyword);
        all.add(new SlightlyWrongSchema("no " + keyword + " at " + place, inSpec(place), copy));
    }

    private static void withoutItem(
            ObjectNode whole, JsonPointer place, String keyword, int index, List<SlightlyWrongSchema> all) {
        ObjectNode copy = whole.deepCopy();
        JsonNode removed = ((ArrayNode) copy.at(place).get(keyword)).remove(index);
        all.add(new SlightlyWrongSchema("no " + removed + " in " + keyword + " at " + place, inSpec(place), copy));
    }

    private static void moved(
            ObjectNode whole, JsonPointer place, String keyword, int limit, List<SlightlyWrongSchema> all) {
        ObjectNode copy = whole.deepCopy();
        ((ObjectNode) copy.at(place)).put(keyword, limit);
        all.add(new SlightlyWrongSchema(keyword + " " + limit + " at " + place, inSpec(place), copy));
    }

    private static String inSpec(JsonPointer schemaPlace) {
        return schemaPlace
                .toString()
                .replaceFirst("^/\\$defs/[a-z]+", "")
                .replace("/properties", "")
                .replace("/items", "/0");
    }
}
