package dev.modelspec.engine.policy.builtin;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code json.patch}: JSON Patch (RFC 6902) over Rego values. Beyond the RFC a path may be an array of keys of any type, and
 * sets can be patched: the key of an element is the element itself.
 */
final class JsonPatch {
    private JsonPatch() {}

    static RegoValue apply(RegoValue target, RegoArray operations) throws BuiltinException {
        @Nullable RegoValue value = target;
        for (RegoValue operation : operations.elements()) {
            if (!(operation instanceof RegoObject object)) {
                throw new BuiltinException(
                        "must be an array of JSON-Patch objects, but at least one element is not an object");
            }
            value = apply(value, object);
        }
        return present(value);
    }

    /** Null stands for a document whose root was removed and not put back. */
    private static @Nullable RegoValue apply(@Nullable RegoValue target, RegoObject operation) throws BuiltinException {
        RegoValue pathValue = attribute(operation, "path");
        String op = name(operation);
        List<RegoValue> path = JsonPath.parse(pathValue);
        return switch (op) {
            case "add" -> insert(target, path, attribute(operation, "value"));
            case "remove" -> delete(target, path);
            case "replace" -> insert(delete(target, path), path, attribute(operation, "value"));
            case "move" -> {
                List<RegoValue> from = JsonPath.parse(attribute(operation, "from"));
                RegoValue moved = JsonPath.get(present(target), from);
                yield insert(delete(target, from), path, moved);
            }
            case "copy" -> {
                List<RegoValue> from = JsonPath.parse(attribute(operation, "from"));
                yield insert(target, path, JsonPath.get(present(target), from));
            }
            case "test" -> {
                RegoValue found = JsonPath.get(present(target), path);
                if (!found.equals(attribute(operation, "value"))) {
                    throw new BuiltinException("the value at the path is not the one that was expected");
                }
                yield target;
            }
            default -> throw new BuiltinException("unrecognized op: '" + op + "'");
        };
    }

    private static RegoValue insert(@Nullable RegoValue target, List<RegoValue> path, RegoValue value)
            throws BuiltinException {
        if (path.isEmpty()) {
            return value;
        }
        RegoValue key = path.get(path.size() - 1);
        return JsonPath.update(present(target), parent(path), container -> JsonPath.insert(container, key, value));
    }

    private static @Nullable RegoValue delete(@Nullable RegoValue target, List<RegoValue> path)
            throws BuiltinException {
        RegoValue root = present(target);
        if (path.isEmpty()) {
            return null;
        }
        RegoValue key = path.get(path.size() - 1);
        return JsonPath.update(root, parent(path), container -> JsonPath.delete(container, key));
    }

    private static List<RegoValue> parent(List<RegoValue> path) {
        return path.size() == 1 ? Collections.emptyList() : path.subList(0, path.size() - 1);
    }

    private static String name(RegoObject operation) throws BuiltinException {
        RegoValue op = attribute(operation, "op");
        if (op instanceof RegoString string) {
            return string.value();
        }
        throw new BuiltinException("attribute 'op' must be a string but found: " + op.typeName());
    }

    private static RegoValue attribute(RegoObject operation, String name) throws BuiltinException {
        RegoValue value = operation.get(name);
        if (value == null) {
            throw new BuiltinException("missing required attribute '" + name + "'");
        }
        return value;
    }

    private static RegoValue present(@Nullable RegoValue value) throws BuiltinException {
        if (value == null) {
            throw new BuiltinException("the document was removed as a whole");
        }
        return value;
    }
}
