package dev.modelspec.webhook.decisionlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Copies an object of Kubernetes without the secrets in it. What looks like a secret is masked as a whole, and its pointer noted. */
final class ObjectMask {
    private static final JsonNode MASK = StringNode.valueOf(SecretText.MASK);
    private static final String KIND = "kind";
    private static final String NAME = "name";
    private static final String VALUE = "value";

    /** In what is named after a secret, these say which object holds it (Kubernetes' LocalObjectReference and the like). */
    private static final Set<String> OF_REFERENCES =
            Set.of(NAME, "namespace", "secretName", KIND, "apiVersion", "apiGroup");

    /** Fields whose random values are names of contents. */
    private static final Set<String> OF_DIGESTS =
            Set.of("uid", "digest", "sha256", "checksum", "revision", "commit", "resourceVersion");

    /** Of a Secret. */
    private static final Set<String> OF_SECRETS = Set.of("data", "stringData");

    private final List<String> pointers;

    /**
     * A mask.
     *
     * @param pointers where to note what is masked
     */
    ObjectMask(List<String> pointers) {
        this.pointers = pointers;
    }

    /** A copy of a value without the secrets in it; the value itself, if there are none. */
    JsonNode mask(JsonNode value, String pointer) {
        return mask(value, pointer, "", false);
    }

    private JsonNode mask(JsonNode value, String pointer, String name, boolean secret) {
        if (value instanceof ObjectNode object) {
            return object(object, pointer, secret);
        }
        if (value instanceof ArrayNode array) {
            return array(array, pointer, name, secret);
        }
        JsonNode masked = secret ? named(value) : value;
        masked = masked.isString() && !masked.equals(MASK) ? text(masked, name) : masked;
        if (!masked.equals(value)) {
            pointers.add(pointer);
        }
        return masked;
    }

    /** The value of something that is named after a secret. */
    private static JsonNode named(JsonNode value) {
        return value.isNumber() || (value.isString() && !SecretNames.isReference(value.stringValue())) ? MASK : value;
    }

    private JsonNode object(ObjectNode object, String pointer, boolean secret) {
        ObjectNode masked = JsonNodeFactory.instance.objectNode();
        boolean ofKindSecret = "Secret".equals(object.path(KIND).asString(""));
        // The variables of a container.
        boolean namedInside = SecretNames.isSecret(object.path(NAME).asString(""));
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = SecretText.withoutShapes(field.getKey());
            boolean here = secret ? !OF_REFERENCES.contains(name) : SecretNames.isSecret(name);
            boolean because =
                    here || (namedInside && name.equals(VALUE)) || (ofKindSecret && OF_SECRETS.contains(name));
            masked.set(name, mask(field.getValue(), Pointers.child(pointer, name), name, because));
        }
        return masked;
    }

    private JsonNode array(ArrayNode array, String pointer, String name, boolean secret) {
        ArrayNode masked = JsonNodeFactory.instance.arrayNode(array.size());
        String before = "";
        for (int i = 0; i < array.size(); i++) {
            JsonNode item = array.get(i);
            // The arguments of a command: --api-key, and then the key.
            boolean afterFlag = before.startsWith("-") && SecretNames.isSecret(before);
            String text = item.asString("");
            boolean because = secret || (afterFlag && !text.startsWith("-"));
            masked.add(mask(item, pointer + "/" + i, name, because));
            before = item.isString() ? text : "";
        }
        return masked;
    }

    private static JsonNode text(JsonNode value, String name) {
        String text = value.stringValue();
        // kubectl apply keeps the whole object in an annotation.
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                var inside = new ArrayList<String>();
                JsonNode masked =
                        new ObjectMask(inside).mask(JsonMapper.shared().readTree(text), "");
                return inside.isEmpty() ? value : StringNode.valueOf(masked.toString());
            } catch (JacksonException noJson) {
                // It is a text as any other.
            }
        }
        String masked = SecretText.withoutSecrets(text, !OF_DIGESTS.contains(name));
        return masked.equals(text) ? value : MASK;
    }
}
