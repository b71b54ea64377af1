package dev.modelspec.engine.schema;

import dev.modelspec.engine.source.JsonPointers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Looks up what a schema says about a place in a document, for messages that help. */
final class SchemaTree {
    private static final int DEEP_ENOUGH = 20;
    private static final String FIELD = "field";

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

    /** What the fields of an object at this pointer are called, by the title that the schema has for their names. */
    String fieldNoun(String pointer) {
        JsonNode schema = at(pointer);
        return schema == null
                ? FIELD
                : resolve(schema).path("propertyNames").path("title").asString(FIELD);
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

    /**
     * Where in a document a field of this name may be, however the name is written: dotted paths to it, {@code []} for the
     * elements of a list. If one is nearer to the root than all others, only that one.
     */
    synchronized List<String> places(String field) {
        if (places == null) {
            places = new HashMap<>();
            collect(places);
        }
        List<String> found = places.getOrDefault(Spelling.normal(field), List.of());
        if (found.size() > 1 && depth(found.get(0)) < depth(found.get(1))) {
            return found.subList(0, 1);
        }
        return found;
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

    /** Follows a reference; of several alternatives, takes the one for objects, as only that has more to say. */
    private JsonNode resolve(JsonNode schema) {
        String reference = schema.path("$ref").asString("");
        JsonNode resolved = reference.startsWith("#/") ? root.at(reference.substring(1)) : schema;
        for (String keyword : List.of("oneOf", "anyOf")) {
            for (JsonNode alternative : resolved.path(keyword)) {
                JsonNode object = resolve(alternative);
                if (object.has("properties")) {
                    return object;
                }
            }
        }
        return resolved;
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

    /** Level by level, so that the paths of a field are found in the order of their depth. */
    private void collect(Map<String, List<String>> into) {
        Map<String, JsonNode> level = Map.of("", root);
        for (int depth = 0; depth < DEEP_ENOUGH && !level.isEmpty(); depth++) {
            Map<String, JsonNode> next = new LinkedHashMap<>();
            level.forEach((path, schema) -> {
                JsonNode resolved = resolve(schema);
                JsonNode items = resolved.get("items");
                if (items != null) {
                    next.put(path + "[]", items);
                }
                for (Map.Entry<String, JsonNode> field :
                        resolved.path("properties").properties()) {
                    String place = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                    into.computeIfAbsent(Spelling.normal(field.getKey()), k -> new ArrayList<>())
                            .add(place);
                    next.put(place, field.getValue());
                }
            });
            level = next;
        }
    }

    private static long depth(String place) {
        return place.chars().filter(c -> c == '.' || c == '[').count();
    }
}
