package dev.modelspec.engine.cluster;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.schema.SchemaValidator;
import dev.modelspec.engine.spec.DocumentType;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The CustomResourceDefinition of ModelSpecs ({@code apiextensions.k8s.io/v1}), made from the schemas that files are checked with. The
 * {@code spec} has the schema of {@code modelspec.v0.1.json}, the {@code status} subresource that of {@code status.v1alpha1.json}.
 */
public final class ModelSpecCrd {
    /** Its name, which is also the plural and the group of the resource. */
    public static final String NAME = "modelspecs.piqc.ai";

    /** The short name that kubectl knows. */
    public static final String SHORT_NAME = "mspec";

    private static final String KIND = DocumentType.MODEL_SPEC.kind();
    private static final String VERSION = afterSlash(DocumentType.MODEL_SPEC.apiVersion());

    private static final String SPEC = "spec";
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ModelSpecCrd() {}

    /**
     * The definition, ready to be applied; a tree of the caller's own.
     *
     * @throws GovernanceException if one of the schemas says something that no CustomResourceDefinition can say
     */
    public static ObjectNode definition() {
        ObjectNode crd = NODES.objectNode();
        crd.put("apiVersion", "apiextensions.k8s.io/v1").put("kind", "CustomResourceDefinition");
        crd.putObject("metadata").put("name", NAME);
        ObjectNode spec = crd.putObject(SPEC);
        spec.put("group", NAME.substring(NAME.indexOf('.') + 1)).put("scope", "Namespaced");
        names(spec.putObject("names"));
        ObjectNode version = spec.putArray("versions").addObject();
        version.put("name", VERSION).put("served", true).put("storage", true);
        version.putObject("subresources").putObject("status");
        columns(version.putArray("additionalPrinterColumns"));
        version.putObject("schema").set("openAPIV3Schema", schema());
        return crd;
    }

    private static void names(ObjectNode names) {
        names.put("kind", KIND)
                .put("listKind", KIND + "List")
                .put("plural", NAME.substring(0, NAME.indexOf('.')))
                .put("singular", "modelspec");
        names.putArray("shortNames").add(SHORT_NAME);
        names.putArray("categories").add("piqc");
    }

    private static void columns(ArrayNode columns) {
        column(columns, "Version", "string", ".metadata.annotations.piqc\\.ai/version", "The spec's own version.");
        column(columns, "Model", "string", ".spec.identity.model.id", "The model that is deployed.");
        column(
                columns,
                "Compliant",
                "string",
                ".status.conditions[?(@.type==\"Compliant\")].status",
                "Whether it may run.");
        column(columns, "Denied", "integer", ".status.denied", "Findings that deny it.");
        column(columns, "Warnings", "integer", ".status.warnings", "Findings that are warnings.")
                .put("priority", 1);
        column(columns, "Profile", "string", ".status.profile", "The profile that applied.")
                .put("priority", 1);
        column(columns, "Age", "date", ".metadata.creationTimestamp", "How long it has been there.");
    }

    private static ObjectNode column(ArrayNode columns, String name, String type, String jsonPath, String description) {
        return columns.addObject()
                .put("name", name)
                .put("type", type)
                .put("jsonPath", jsonPath)
                .put("description", description);
    }

    /** An API server checks {@code apiVersion}, {@code kind} and {@code metadata} itself, and lets nobody say much about them. */
    private static ObjectNode schema() {
        ObjectNode schema = StructuralSchema.of(SchemaValidator.resource("modelspec.v0.1.json"));
        schema.set("required", NODES.arrayNode().add(SPEC));
        ObjectNode properties = NODES.objectNode();
        properties.putObject("apiVersion").put("type", "string");
        properties.putObject("kind").put("type", "string");
        properties.putObject("metadata").put("type", "object");
        properties.set(SPEC, schema.path("properties").get(SPEC));
        properties.set("status", StructuralSchema.of(SchemaValidator.resource("status.v1alpha1.json")));
        schema.set("properties", properties);
        return schema;
    }

    private static String afterSlash(String apiVersion) {
        return apiVersion.substring(apiVersion.indexOf('/') + 1);
    }
}
