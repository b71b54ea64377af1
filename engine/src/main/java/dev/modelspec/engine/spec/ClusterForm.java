package dev.modelspec.engine.spec;

import dev.modelspec.engine.source.Positions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Turns the cluster form of a spec into its file form.
 *
 * <p>A Kubernetes object has no {@code metadata.version} and no {@code metadata.description}, so in a cluster a spec carries them as
 * the annotations {@code piqc.ai/version} and {@code piqc.ai/description}; and an API server adds fields of its own. A document is in
 * cluster form if
 *
 * <ul>
 *   <li>it has one of those two annotations, or the one of {@code kubectl apply}, or
 *   <li>{@code metadata} has a field that only an API server writes ({@code uid}, {@code resourceVersion}, {@code generation},
 *       {@code creationTimestamp}, {@code managedFields}, {@code selfLink}, {@code deletionTimestamp},
 *       {@code deletionGracePeriodSeconds}), or
 *   <li>{@code metadata} has a field that people write for a cluster ({@code namespace}, {@code generateName},
 *       {@code ownerReferences}, {@code finalizers}) and neither {@code version} nor {@code description}, which no API server would
 *       take.
 * </ul>
 *
 * A {@code status} at the root says nothing by itself: in file form it stays an unknown field. In cluster form all these fields are
 * left out of the tree, and the two annotations become the fields they stand for, at their own place in the text.
 */
public final class ClusterForm {
    private static final Set<String> WRITTEN_BY_SERVER = Set.of(
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "managedFields",
            "selfLink",
            "deletionTimestamp",
            "deletionGracePeriodSeconds");
    private static final Set<String> WRITTEN_FOR_CLUSTER =
            Set.of("namespace", "generateName", "ownerReferences", "finalizers");
    private static final String LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final String CARRIER = "piqc.ai/";

    /** The fields of {@code metadata} that annotations stand for. */
    public static final List<String> CARRIED = List.of("version", "description");

    private final SyntaxFindings findings;

    ClusterForm(SyntaxFindings findings) {
        this.findings = findings;
    }

    /** The annotation that stands for one of the {@linkplain #CARRIED carried} fields. */
    public static String annotation(String field) {
        return CARRIER + field;
    }

    /** Whether a document is in cluster form. */
    static boolean isClusterForm(JsonNode document) {
        return document.path("metadata") instanceof ObjectNode metadata && isOfCluster(metadata);
    }

    /** The same document in file form, if it is in cluster form. */
    Built toFileForm(Built document) {
        JsonNode root = document.value();
        ObjectNode metadata = (ObjectNode) root.path("metadata");
        ObjectNode fileRoot = JsonNodeFactory.instance.objectNode();
        List<Positions> children = new ArrayList<>();
        for (Positions field : document.positions().children()) {
            String name = String.valueOf(field.name());
            if (name.equals("metadata")) {
                ObjectNode fileMetadata = JsonNodeFactory.instance.objectNode();
                children.add(metadata(metadata, field, fileMetadata));
                fileRoot.set(name, fileMetadata);
            } else if (!name.equals("status")) {
                fileRoot.set(name, root.get(name));
                children.add(field);
            }
        }
        return new Built(fileRoot, document.positions().withChildren(children), document.size(), document.height());
    }

    /** What a document in cluster form has in {@code metadata} that people write and that the file form has not. */
    static Map<String, JsonNode> ownMetadata(JsonNode document) {
        Map<String, JsonNode> own = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : document.path("metadata").properties()) {
            if (WRITTEN_FOR_CLUSTER.contains(field.getKey())) {
                own.put(field.getKey(), field.getValue());
            }
        }
        return Collections.unmodifiableMap(own);
    }

    static boolean isClusterField(String pointer) {
        String name = pointer.substring(pointer.lastIndexOf('/') + 1);
        return pointer.equals("/status")
                || (pointer.equals("/metadata/" + name)
                        && (WRITTEN_BY_SERVER.contains(name) || WRITTEN_FOR_CLUSTER.contains(name)));
    }

    private static boolean isOfCluster(ObjectNode metadata) {
        boolean forCluster = false;
        for (String name : metadata.propertyNames()) {
            if (WRITTEN_BY_SERVER.contains(name)) {
                return true;
            }
            forCluster |= WRITTEN_FOR_CLUSTER.contains(name);
        }
        if (metadata.get("annotations") instanceof ObjectNode annotations
                && (annotations.has(LAST_APPLIED) || CARRIED.stream().anyMatch(f -> annotations.has(CARRIER + f)))) {
            return true;
        }
        return forCluster && CARRIED.stream().noneMatch(metadata::has);
    }

    private Positions metadata(ObjectNode cluster, Positions positions, ObjectNode file) {
        List<Positions> children = new ArrayList<>();
        for (Positions field : positions.children()) {
            String name = String.valueOf(field.name());
            JsonNode value = cluster.get(name);
            if (WRITTEN_BY_SERVER.contains(name) || WRITTEN_FOR_CLUSTER.contains(name)) {
                continue;
            }
            if (name.equals("annotations") && value instanceof ObjectNode annotations) {
                annotations(annotations, field, cluster, file, children);
            } else {
                file.set(name, value);
                children.add(field);
            }
        }
        return positions.withChildren(children);
    }

    private void annotations(
            ObjectNode cluster, Positions positions, ObjectNode metadata, ObjectNode file, List<Positions> siblings) {
        ObjectNode rest = JsonNodeFactory.instance.objectNode();
        List<Positions> children = new ArrayList<>();
        for (Positions annotation : positions.children()) {
            String name = String.valueOf(annotation.name());
            JsonNode value = cluster.get(name);
            String field = carriedField(name);
            if (field != null) {
                carry(field, value, annotation, metadata, file, siblings);
            } else if (!name.equals(LAST_APPLIED)) {
                rest.set(name, value);
                children.add(annotation);
            }
        }
        if (!rest.isEmpty() || cluster.isEmpty()) {
            file.set("annotations", rest);
            siblings.add(positions.withChildren(children));
        }
    }

    private static @Nullable String carriedField(String annotation) {
        for (String field : CARRIED) {
            if (annotation.equals(CARRIER + field)) {
                return field;
            }
        }
        return null;
    }

    private void carry(
            String field,
            JsonNode value,
            Positions annotation,
            ObjectNode metadata,
            ObjectNode file,
            List<Positions> siblings) {
        JsonNode written = metadata.get(field);
        if (written == null) {
            file.set(field, value);
            siblings.add(annotation.withKey(field, annotation.keyStart(), annotation.keyEnd()));
        } else if (!written.equals(value)) {
            findings.add(
                    SyntaxRule.CONFLICTING_FORMS,
                    "/metadata/annotations/" + CARRIER.replace("/", "~1") + field,
                    annotation.start(),
                    annotation.end(),
                    "The annotation `" + CARRIER + field + "` and the field `metadata." + field
                            + "` say different things.",
                    "Keep one of them: the annotation in a Kubernetes manifest, the field everywhere else.");
        }
    }
}
