package dev.modelspec.engine.schema;

import dev.modelspec.engine.source.JsonPointers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Looks up what a schema says about a place in a document, for messages that help. */
final class SchemaTree {
    private static final int DEEP_ENOUGH = 20;

    private final JsonNode root;
    private @Nullable Map<String, List<String>> places;

    SchemaTree(JsonNode root) {
        this.root = root;
    }

    /** The schema of the value at this pointer, or null if the schema says nothing about it. */
    @Nullable
    JsonNode at(String pointer) {
        JsonNode schema = root;
        for (String segment : JsonPointers.segments(pointer)) {
            JsonNode next = step(resolve(schema), segment);
            if (next == null) {
                return null;
            }
            schema = next;
        }
        return schema;
    }

    /** The names of the fields that an object at this pointer may have, in the order of the schema. */
    List<String> fields(String pointer) {
        JsonNode schema = at(pointer);
        return schema == null
                ? List.of()
                : List.copyOf(resolve(schema).path("properties").propertyNames());
    }

    /** The names of the fields that an object at this pointer has to have. */
    List<String> required(String pointer) {
        JsonNode schema = at(pointer);
        return schema == null
                ? List.of()
                : resolve(schema)
                        .path("required")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList();
    }

    /** Whether the object around this pointer has to have it. */
    boolean isRequired(String pointer) {
        int slash = pointer.lastIndexOf('/');
        List<String> segments = JsonPointers.segments(pointer);
        return slash >= 0 && required(pointer.substring(0, slash)).contains(segments.get(segments.size() - 1));
    }

    /** The name of the kind of document. */
    String title() {
        return root.path("title").asString("document");
    }

    /** Where else in a document a field of this name may be: dotted paths, {@code []} for the elements of a list. */
    synchronized List<String> places(String field) {
        if (places == null) {
            places = new HashMap<>();
            collect(root, "", 0, places);
        }
        return places.getOrDefault(field, List.of());
    }

    /** An example of the value at this pointer, or null. */
    @Nullable
    JsonNode example(String pointer) {
        JsonNode schema = at(pointer);
        if (schema == null) {
            return null;
        }
        JsonNode own = schema.path("examples").get(0);
        return own == null ? resolve(schema).path("examples").get(0) : own;
    }

    private JsonNode resolve(JsonNode schema) {
        JsonNode reference = schema.get("$ref");
        return reference != null
                        && reference.isString()
                        && reference.stringValue().startsWith("#/")
                ? root.at(reference.stringValue().substring(1))
                : schema;
    }

    private @Nullable JsonNode step(JsonNode schema, String segment) {
        JsonNode property = schema.path("properties").get(segment);
        if (property != null) {
            return property;
        }
        JsonNode items = schema.get("items");
        if (items != null) {
            return items;
        }
        for (Map.Entry<String, JsonNode> pattern :
                schema.path("patternProperties").properties()) {
            if (segment.matches(".*(?:" + pattern.getKey() + ").*")) {
                return pattern.getValue();
            }
        }
        JsonNode additional = schema.get("additionalProperties");
        return additional != null && additional.isObject() ? additional : null;
    }

    private void collect(JsonNode schema, String path, int depth, Map<String, List<String>> into) {
        if (depth > DEEP_ENOUGH) {
            return;
        }
        JsonNode resolved = resolve(schema);
        for (Map.Entry<String, JsonNode> field : resolved.path("properties").properties()) {
            into.computeIfAbsent(field.getKey(), k -> new ArrayList<>()).add(path);
            String below = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            collect(field.getValue(), below, depth + 1, into);
        }
        JsonNode items = resolved.get("items");
        if (items != null) {
            collect(items, path + "[]", depth + 1, into);
        }
    }
}
