package dev.modelspec.schema;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One field that a schema file describes.
 *
 * @param file the schema file
 * @param pointer where the field is in a document, with {@code *} for any item of an array and a pattern for any matching key
 * @param keywords what the schema says about it; what it says itself goes before what it refers to
 */
record SchemaField(String file, String pointer, ObjectNode keywords) {

    /** Every field of a schema file, without the root. */
    static List<SchemaField> allOf(String file) {
        List<SchemaField> fields = new ArrayList<>();
        ObjectNode root = SchemaFiles.tree(file);
        collectChildren(file, "", root, root, fields);
        return fields;
    }

    private static void collectChildren(
            String file, String pointer, JsonNode schema, JsonNode root, List<SchemaField> fields) {
        for (String keyword : List.of("properties", "patternProperties")) {
            schema.path(keyword)
                    .properties()
                    .forEach(child -> collect(file, pointer + "/" + child.getKey(), child.getValue(), root, fields));
        }
        if (schema.has("items")) {
            collect(file, pointer + "/*", schema.get("items"), root, fields);
        }
        // The alternatives are forms of one and the same field, but may have children of their own.
        schema.path("oneOf")
                .values()
                .forEach(form -> collectChildren(file, pointer, resolved(form, root), root, fields));
    }

    private static void collect(String file, String pointer, JsonNode schema, JsonNode root, List<SchemaField> fields) {
        ObjectNode keywords = resolved(schema, root);
        fields.add(new SchemaField(file, pointer, keywords));
        collectChildren(file, pointer, keywords, root, fields);
    }

    private static ObjectNode resolved(JsonNode schema, JsonNode root) {
        ObjectNode keywords = schema.asObject().deepCopy();
        JsonNode reference = keywords.remove("$ref");
        if (reference != null) {
            root.at(reference.stringValue().substring(1))
                    .properties()
                    .forEach(keyword -> keywords.putIfAbsent(keyword.getKey(), keyword.getValue()));
        }
        return keywords;
    }

    @Override
    public String toString() {
        return file + " " + pointer;
    }
}
