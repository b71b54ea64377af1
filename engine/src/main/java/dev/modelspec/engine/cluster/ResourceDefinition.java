package dev.modelspec.engine.cluster;

import dev.modelspec.engine.schema.SchemaValidator;
import dev.modelspec.engine.spec.DocumentType;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A CustomResourceDefinition ({@code apiextensions.k8s.io/v1}) while it is being made: of a namespaced resource in one version, whose
 * {@code spec} has the schema that files are checked with.
 */
final class ResourceDefinition {
    private static final String SPEC = "spec";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode root = NODES.objectNode();
    private final ObjectNode names;
    private final ObjectNode version;
    private final ArrayNode columns;
    private final ObjectNode properties = NODES.objectNode();

    /**
     * A definition of documents of a type.
     *
     * @param name the plural and the group of the resource
     * @param schema the file of the schema of such documents
     */
    ResourceDefinition(DocumentType type, String name, String schema) {
        int dot = name.indexOf('.');
        String plural = name.substring(0, dot);
        root.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
        root.putObject("metadata").put("name", name);
        ObjectNode spec = root.putObject(SPEC);
        spec.put("group", name.substring(dot + 1)).put("scope", "Namespaced");
        names = spec.putObject("names");
        names.put("kind", type.kind())
                .put("listKind", type.kind() + "List")
                .put("plural", plural)
                .put("singular", plural.substring(0, plural.length() - 1));
        version = spec.putArray("versions").addObject();
        version.put("name", type.apiVersion().substring(type.apiVersion().indexOf('/') + 1))
                .put("served", true)
                .put("storage", true);
        columns = version.putArray("additionalPrinterColumns");
        version.putObject("schema").set("openAPIV3Schema", schema(schema));
    }

    /** An API server checks {@code apiVersion}, {@code kind} and {@code metadata} itself, and lets nobody say much about them. */
    private ObjectNode schema(String file) {
        ObjectNode schema = StructuralSchema.of(SchemaValidator.resource(file));
        schema.set("required", NODES.arrayNode().add(SPEC));
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties.putObject("metadata").put("type", "object");
        properties.set(SPEC, schema.path("properties").get(SPEC));
        schema.set("properties", properties);
        return schema;
    }

    /** A short name that kubectl knows, and a category to list the resource with others. */
    ResourceDefinition known(String shortName, String category) {
        names.putArray("shortNames").add(shortName);
        names.putArray("categories").add(category);
        return this;
    }

    /** A status subresource, with the file of its schema. */
    ResourceDefinition status(String schema) {
        version.putObject("subresources").putObject("status");
        properties.set("status", StructuralSchema.of(SchemaValidator.resource(schema)));
        return this;
    }

    /** A column of {@code kubectl get}. */
    ResourceDefinition column(String name, String type, String jsonPath, String description) {
        columns.addObject()
                .put("name", name)
                .put("type", type)
                .put("jsonPath", jsonPath)
                .put("description", description);
        return this;
    }

    /** A column of {@code kubectl get -o wide}. */
    ResourceDefinition wideColumn(String name, String type, String jsonPath, String description) {
        column(name, type, jsonPath, description);
        ((ObjectNode) columns.get(columns.size() - 1)).put("priority", 1);
        return this;
    }

    /** The definition, ready to be applied. */
    ObjectNode definition() {
        return column("Age", "date", ".metadata.creationTimestamp", "How long it has been there.").root;
    }
}
