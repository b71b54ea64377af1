package dev.modelspec.engine.source;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a node of a document and its key are in the text, and the same for its children: a tree of offsets beside the tree of
 * values. Made for every node of every document, so it holds four numbers and no text.
 */
public final class Positions {
    private static final Positions[] NONE = {};
    private static final int FEW = 16;

    private final @Nullable String name;
    private final int keyStart;
    private final int keyEnd;
    private final int start;
    private final int end;
    private final Positions @Nullable [] children;
    private @Nullable Map<String, Positions> index;

    private Positions(
            @Nullable String name, int keyStart, int keyEnd, int start, int end, Positions @Nullable [] children) {
        this.name = name;
        this.keyStart = keyStart;
        this.keyEnd = keyEnd;
        this.start = start;
        this.end = end;
        this.children = children;
    }

    /** A value without parts, and without a key so far. */
    public static Positions ofScalar(int start, int end) {
        return new Positions(null, -1, -1, start, end, null);
    }

    /** An object (whose children have keys) or an array (whose children have none), without a key of its own so far. */
    public static Positions ofContainer(int start, int end, List<Positions> children) {
        return new Positions(null, -1, -1, start, end, children.isEmpty() ? NONE : children.toArray(NONE));
    }

    /** The same value under a key. */
    public Positions withKey(String name, int keyStart, int keyEnd) {
        return new Positions(name, keyStart, keyEnd, start, end, children);
    }

    /** The same value as an element of an array, or as the root. */
    public Positions withoutKey() {
        return name == null ? this : new Positions(null, -1, -1, start, end, children);
    }

    /** The same object or array with other children. */
    public Positions withChildren(List<Positions> children) {
        return new Positions(name, keyStart, keyEnd, start, end, children.toArray(NONE));
    }

    /** The children, in the order of the text; none for a scalar. */
    public List<Positions> children() {
        return children == null ? List.of() : List.of(children);
    }

    /** The name of the field, or null for an element of an array and for the root. */
    public @Nullable String name() {
        return name;
    }

    public int keyStart() {
        return keyStart;
    }

    public int keyEnd() {
        return keyEnd;
    }

    public int start() {
        return start;
    }

    public int end() {
        return end;
    }

    /** Whether this is an object or an array. */
    public boolean isContainer() {
        return children != null;
    }

    /** The child of that name, or at that index; null if there is none. */
    @Nullable
    Positions child(String segment) {
        if (children == null || children.length == 0) {
            return null;
        }
        if (children[0].name == null) {
            int element = number(segment);
            return element >= 0 && element < children.length ? children[element] : null;
        }
        if (children.length > FEW) {
            return byName(children).get(segment);
        }
        for (Positions child : children) {
            if (segment.equals(child.name)) {
                return child;
            }
        }
        return null;
    }

    private Map<String, Positions> byName(Positions[] fields) {
        Map<String, Positions> known = index;
        if (known == null) {
            Map<String, Positions> made = new HashMap<>();
            for (Positions field : fields) {
                made.putIfAbsent(String.valueOf(field.name), field);
            }
            known = Map.copyOf(made);
            index = known;
        }
        return known;
    }

    @Nullable
    Positions firstChild() {
        return children == null || children.length == 0 ? null : children[0];
    }

    private static int number(String segment) {
        if (segment.isEmpty() || segment.length() > 9) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < segment.length(); i++) {
            int digit = segment.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
