package dev.modelspec.engine.cluster;

import dev.modelspec.engine.spec.ClusterForm;
import dev.modelspec.engine.spec.ParsedSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The two forms of a spec. In the <b>file form</b>, {@code metadata} has {@code version} and {@code description}. Kubernetes objects have
 * no such fields, so in the <b>cluster form</b> they are the annotations {@code piqc.ai/version} and {@code piqc.ai/description}. The one
 * can be made from the other without loss, but for what only a cluster has: of that, {@link #fileForm} keeps nothing, and {@link
 * #clusterForm} what people write ({@code namespace}, {@code generateName}, {@code ownerReferences}, {@code finalizers}). An empty
 * {@code annotations} is left out when the other annotations are.
 */
public final class SpecForms {
    private static final List<String> FIRST = List.of("name", "generateName", "namespace", "version", "description");
    private static final String METADATA = "metadata";
    private static final String ANNOTATIONS = "annotations";

    private SpecForms() {}

    /**
     * A spec, read in either form, as Kubernetes wants it.
     *
     * @param namespace to put it into; null to leave it where it is, or where kubectl puts it
     * @throws IllegalArgumentException if version or description cannot be carried, because {@code metadata.annotations} is no
     *     object; such a spec breaks its schema
     */
    public static ObjectNode clusterForm(ParsedSpec spec, @Nullable String namespace) {
        ObjectNode document = spec.tree().deepCopy();
        if (document.get(METADATA) instanceof ObjectNode metadata) {
            spec.clusterMetadata().forEach(metadata::set);
            if (namespace != null) {
                metadata.put("namespace", namespace);
            }
            carry(metadata);
            document.set(METADATA, inOrder(metadata));
        }
        return document;
    }

    /** Puts annotations in the place of fields. */
    static void carry(ObjectNode metadata) {
        ObjectNode annotations = JsonNodeFactory.instance.objectNode();
        for (String field : ClusterForm.CARRIED) {
            JsonNode value = metadata.remove(field);
            if (value != null) {
                annotations.set(ClusterForm.annotation(field), value);
            }
        }
        if (!annotations.isEmpty()) {
            JsonNode own = metadata.remove(ANNOTATIONS);
            if (own instanceof ObjectNode others) {
                annotations.setAll(others);
            } else if (own != null) {
                throw new IllegalArgumentException("metadata.annotations is no object");
            }
            metadata.set(ANNOTATIONS, annotations);
        }
    }

    /** A spec, read in either form, as it stands in a file. */
    public static ObjectNode fileForm(ParsedSpec spec) {
        ObjectNode document = spec.tree().deepCopy();
        if (document.get(METADATA) instanceof ObjectNode metadata) {
            document.set(METADATA, inOrder(metadata));
        }
        return document;
    }

    /** As people write it: the name first. */
    private static ObjectNode inOrder(ObjectNode metadata) {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        for (String field : FIRST) {
            JsonNode value = metadata.remove(field);
            if (value != null) {
                ordered.set(field, value);
            }
        }
        return ordered.setAll(metadata);
    }
}
