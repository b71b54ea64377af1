package dev.modelspec.webhook.admission;

import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells updates that change nothing of what is judged. They are let, however the rules have changed since the object came in: the
 * cluster's own controllers make them, and would be stuck.
 */
final class Changes {
    private static final byte[] MARK = "\"deletionTimestamp\"".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> BOOKKEEPING =
            List.of("finalizers", "managedFields", "resourceVersion", "generation");

    private Changes() {}

    /** Whether the object is being deleted, and the request takes finalizers away at most, or adds some. */
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

    /** Whether a workload runs the same as before, and names the same specs. */
    static boolean keepsWorkload(AdmissionRequest request) {
        Source object = request.object();
        Source oldObject = request.oldObject();
        return object != null && oldObject != null && whatRuns(object).equals(whatRuns(oldObject));
    }

    private static JsonNode whatRuns(Source object) {
        JsonNode root = JsonTrees.read(object);
        if (root instanceof ObjectNode all) {
            JsonNode named = root.path("metadata").path("annotations").path(WorkloadReader.ANNOTATION);
            all.remove(List.of("metadata", "status"));
            all.set("named", named);
        }
        return root;
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
