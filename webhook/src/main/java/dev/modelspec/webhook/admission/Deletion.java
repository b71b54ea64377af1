package dev.modelspec.webhook.admission;

import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Objects that are being deleted. They live on until their finalizers are gone, and whoever takes one away must be let, however the
 * rules have changed since; but nothing else may change unjudged.
 */
final class Deletion {
    private static final byte[] MARK = "\"deletionTimestamp\"".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> BOOKKEEPING =
            List.of("finalizers", "managedFields", "resourceVersion", "generation");

    private Deletion() {}

    /** Whether the object is being deleted and the request changes finalizers at most. */
    static boolean onlyReleases(AdmissionRequest request) {
        Source object = request.object();
        Source oldObject = request.oldObject();
        // Most objects have no such field, and are not read for it.
        return object != null
                && oldObject != null
                && contains(oldObject.content(), MARK)
                && isBeingDeleted(oldObject)
                && withoutBookkeeping(object).equals(withoutBookkeeping(oldObject));
    }

    private static boolean isBeingDeleted(Source object) {
        return JsonTrees.read(object).path("metadata").path("deletionTimestamp").isString();
    }

    private static JsonNode withoutBookkeeping(Source object) {
        JsonNode root = JsonTrees.read(object);
        if (root.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove(BOOKKEEPING);
        }
        return root;
    }

    private static boolean contains(byte[] text, byte[] part) {
        for (int i = 0; i <= text.length - part.length; i++) {
            int j = 0;
            while (j < part.length && text[i + j] == part[j]) {
                j++;
            }
            if (j == part.length) {
                return true;
            }
        }
        return false;
    }
}
