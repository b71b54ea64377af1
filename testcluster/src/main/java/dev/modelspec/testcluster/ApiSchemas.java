package dev.modelspec.testcluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns what an API server says of its kinds, OpenAPI 3.0, into files of JSON Schema that refuse unknown fields. */
final class ApiSchemas {
    private static final String REFERENCE = "#/components/schemas/";
    private static final JsonMapper JSON = new JsonMapper();

    private ApiSchemas() {}

    /**
     * Writes a file for each kind.
     *
     * @param raw reads from a path of the API server
     * @return what kubeconform finds them by, a template of their names
     */
    static String write(UnaryOperator<String> raw, Path folder) {
        JsonNode index = JSON.readTree(raw.apply("/openapi/v3"));
        for (JsonNode groupVersion : index.path("paths")) {
            JsonNode document = JSON.readTree(
                    raw.apply(groupVersion.path("serverRelativeURL").asString()));
            JsonNode schemas = document.path("components").path("schemas");
            for (Map.Entry<String, JsonNode> schema : schemas.properties()) {
                for (JsonNode kind : schema.getValue().path("x-kubernetes-group-version-kind")) {
                    write(folder.resolve(file(kind)), standalone(schema.getKey(), schemas));
                }
            }
        }
        return folder + "/{{.Group}}/{{.ResourceAPIVersion}}/{{.ResourceKind}}.json";
    }

    /** kubeconform writes kinds small, and takes the version of the core group for the name that it has not. */
    private static String file(JsonNode kind) {
        String group = kind.path("group").asString();
        String version = kind.path("version").asString();
        return (group.isEmpty() ? version : group) + "/" + version + "/"
                + kind.path("kind").asString().toLowerCase(Locale.ROOT) + ".json";
    }

    private static ObjectNode standalone(String name, JsonNode schemas) {
        ObjectNode root = JSON.createObjectNode();
        root.put("$ref", REFERENCE + name);
        ObjectNode kept = root.putObject("components").putObject("schemas");
        var open = new TreeSet<>(Set.of(name));
        while (!open.isEmpty()) {
            String next = open.pollFirst();
            JsonNode schema = schemas.path(next).deepCopy();
            close(schema);
            kept.set(next, schema);
            schema.findValues("$ref").stream()
                    // JSON Schema itself is a kind's field, and has a field of that name.
                    .filter(JsonNode::isString)
                    .map(reference -> reference.asString().substring(REFERENCE.length()))
                    .filter(referred -> !kept.has(referred))
                    .forEach(open::add);
        }
        return root;
    }

    /** A field that is not known is pruned by the API server; here it is a mistake. */
    private static void close(JsonNode schema) {
        if (schema instanceof ArrayNode) {
            schema.forEach(ApiSchemas::close);
        } else if (schema instanceof ObjectNode object) {
            object.properties().forEach(entry -> close(entry.getValue()));
            if (object.path("type").isString()
                    && object.path("properties").isObject()
                    && !object.has("additionalProperties")
                    && !object.has("x-kubernetes-preserve-unknown-fields")) {
                object.put("additionalProperties", false);
            }
        }
    }

    private static void write(Path file, JsonNode schema) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, JSON.writeValueAsBytes(schema));
        } catch (IOException e) {
            throw new TestClusterException(file + ": " + e.getMessage(), e);
        }
    }
}
