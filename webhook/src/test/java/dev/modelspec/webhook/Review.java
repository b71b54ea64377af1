package dev.modelspec.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Makes the AdmissionReviews that an API server sends. */
public final class Review {
    private static final YAMLMapper YAML = new YAMLMapper();

    private final ObjectNode root = JsonNodeFactory.instance.objectNode();
    private final ObjectNode request;

    private Review(String operation) {
        root.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        request = root.putObject("request");
        request.put("uid", "705ab4f5-6393-11e8-b7cc-42010a800002");
        kind("piqc.ai", "v1alpha1", "ModelSpec");
        request.put("namespace", "team-a").put("name", "chat").put("operation", operation);
        request.putObject("userInfo")
                .put("username", "alice")
                .putArray("groups")
                .add("system:authenticated");
        request.put("dryRun", false);
        request.putNull("object").putNull("oldObject");
    }

    /** A new object. */
    public static Review create(JsonNode object) {
        var review = new Review("CREATE");
        review.request.set("object", object);
        return review;
    }

    /** A changed object. */
    public static Review update(JsonNode oldObject, JsonNode object) {
        var review = new Review("UPDATE");
        review.request.set("object", object);
        review.request.set("oldObject", oldObject);
        return review;
    }

    /** An object that goes. */
    public static Review delete(JsonNode oldObject) {
        var review = new Review("DELETE");
        review.request.set("oldObject", oldObject);
        return review;
    }

    /** Of any other operation. */
    public static Review of(String operation) {
        return new Review(operation);
    }

    /** About another kind. */
    public Review kind(String group, String version, String kind) {
        request.putObject("kind").put("group", group).put("version", version).put("kind", kind);
        return this;
    }

    /** The request inside, to change. */
    public ObjectNode request() {
        return request;
    }

    /** The whole of it, to change. */
    public ObjectNode root() {
        return root;
    }

    public byte[] json() {
        return root.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** One of the project's examples, in the form that it has in a cluster. */
    public static ObjectNode example(String file) {
        try {
            var spec = (ObjectNode) YAML.readTree(Files.readString(Path.of("../examples", file)));
            return inCluster(spec);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode inCluster(ObjectNode spec) {
        ObjectNode metadata = (ObjectNode) spec.get("metadata");
        for (String field : new String[] {"version", "description"}) {
            JsonNode value = metadata.remove(field);
            if (value != null) {
                metadata.withObject("annotations").set("piqc.ai/" + field, value);
            }
        }
        metadata.put("namespace", "team-a").put("uid", "9a0e3b0c-0000-4000-8000-000000000001");
        return spec;
    }
}
