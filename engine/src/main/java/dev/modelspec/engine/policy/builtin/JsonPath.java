package dev.modelspec.engine.policy.builtin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Paths into Rego values, and the changes that {@link JsonPatch} makes at their end. Values are never changed in place. */
final class JsonPath {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.0*)?");

    /** A change of one value. */
    interface Change {
        RegoValue apply(RegoValue container) throws BuiltinException;
    }

    private JsonPath() {}

    /** Reads a path: text with {@code /} (which may lack the first one), or an array of keys. */
    static List<RegoValue> parse(RegoValue path) throws BuiltinException {
        if (path instanceof RegoArray array) {
            return array.elements();
        }
        if (!(path instanceof RegoString string)) {
            throw new BuiltinException("operand 2 must be one of {set, array} containing string paths or array of path "
                    + "segments but got " + path.typeName());
        }
        if (string.value().isEmpty()) {
            return List.of();
        }
        String relative = string.value().replaceFirst("^/+", "");
        return Arrays.stream(relative.split("/", -1))
                .<RegoValue>map(
                        segment -> new RegoString(segment.replace("~1", "/").replace("~0", "~")))
                .toList();
    }

    static RegoValue get(RegoValue value, List<RegoValue> path) throws BuiltinException {
        RegoValue found = value;
        for (RegoValue key : path) {
            found = child(found, key);
        }
        return found;
    }

    /** A copy of the value in which the value at the path is changed. */
    static RegoValue update(RegoValue value, List<RegoValue> path, Change change) throws BuiltinException {
        if (path.isEmpty()) {
            return change.apply(value);
        }
        RegoValue key = path.get(0);
        RegoValue changed = update(child(value, key), path.subList(1, path.size()), change);
        return replaceChild(value, key, changed);
    }

    static RegoValue insert(RegoValue container, RegoValue key, RegoValue value) throws BuiltinException {
        if (container instanceof RegoObject) {
            return replaceChild(container, key, value);
        }
        if (container instanceof RegoSet set) {
            if (!key.equals(value)) {
                throw new BuiltinException("set key does not equal value to be inserted");
            }
            TreeSet<RegoValue> elements = new TreeSet<>(set.elements());
            elements.add(value);
            return new RegoSet(elements);
        }
        List<RegoValue> elements = new ArrayList<>(elements(container));
        elements.add(index(key, elements.size(), elements.size()), value);
        return new RegoArray(elements);
    }

    static RegoValue delete(RegoValue container, RegoValue key) throws BuiltinException {
        child(container, key);
        if (container instanceof RegoObject object) {
            TreeMap<RegoValue, RegoValue> entries = new TreeMap<>(object.entries());
            entries.remove(key);
            return new RegoObject(entries);
        }
        if (container instanceof RegoSet set) {
            TreeSet<RegoValue> elements = new TreeSet<>(set.elements());
            elements.remove(key);
            return new RegoSet(elements);
        }
        List<RegoValue> elements = new ArrayList<>(elements(container));
        elements.remove(index(key, elements.size(), elements.size() - 1));
        return new RegoArray(elements);
    }

    private static RegoValue replaceChild(RegoValue container, RegoValue key, RegoValue value) throws BuiltinException {
        if (container instanceof RegoObject object) {
            TreeMap<RegoValue, RegoValue> entries = new TreeMap<>(object.entries());
            entries.put(key, value);
            return new RegoObject(entries);
        }
        if (container instanceof RegoSet set) {
            TreeSet<RegoValue> elements = new TreeSet<>(set.elements());
            elements.remove(key);
            elements.add(value);
            return new RegoSet(elements);
        }
        List<RegoValue> elements = new ArrayList<>(elements(container));
        elements.set(index(key, elements.size(), elements.size() - 1), value);
        return new RegoArray(elements);
    }

    private static RegoValue child(RegoValue container, RegoValue key) throws BuiltinException {
        RegoValue found;
        if (container instanceof RegoObject object) {
            found = object.entries().get(key);
        } else if (container instanceof RegoSet set) {
            found = set.elements().contains(key) ? key : null;
        } else {
            List<RegoValue> elements = elements(container);
            found = elements.get(index(key, elements.size(), elements.size() - 1));
        }
        if (found == null) {
            throw new BuiltinException("the path does not exist");
        }
        return found;
    }

    private static List<RegoValue> elements(RegoValue container) throws BuiltinException {
        if (container instanceof RegoArray array) {
            return array.elements();
        }
        throw new BuiltinException("expected composite type, found value of type " + container.typeName());
    }

    /** The index that a key means in an array; {@code -} means the place behind the last element. */
    private static int index(RegoValue key, int size, int last) throws BuiltinException {
        OptionalLong index = OptionalLong.empty();
        if (key instanceof RegoNumber number) {
            index = number.asLong();
        } else if (key instanceof RegoString text) {
            index = index(text.value(), size);
        }
        if (index.isEmpty() || index.getAsLong() < 0 || index.getAsLong() > last) {
            throw new BuiltinException("index for array out of bounds or not a number");
        }
        return (int) index.getAsLong();
    }

    private static OptionalLong index(String text, int size) {
        if (text.equals("-")) {
            return OptionalLong.of(size);
        }
        boolean leadingZero = text.startsWith("0") && !text.equals("0");
        return leadingZero || !NUMBER.matcher(text).matches() ? OptionalLong.empty() : new RegoNumber(text).asLong();
    }
}
