package dev.modelspec.engine.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the place in the text for a JSON Pointer into one document. Immutable. */
public final class SourceMap {
    private final SourceText text;
    private final Positions root;

    public SourceMap(SourceText text, Positions root) {
        this.text = text;
        this.root = root;
    }

    /**
     * The text to show for a pointer: the value of a scalar, the key of an object or array (its first line, where it has no
     * key), and for something that does not exist, the same of the nearest parent that does.
     */
    public Region locate(String pointer) {
        return locate(JsonPointers.segments(pointer));
    }

    /** As {@link #locate(String)}, for a path of names and indexes. */
    public Region locate(List<?> path) {
        return show(nearest(path));
    }

    /** The key of a field, or what {@link #locate(String)} shows where there is no such field. */
    public Region locateKey(String pointer) {
        Positions found = nearest(JsonPointers.segments(pointer));
        return found.name() == null ? show(found) : text.region(found.keyStart(), found.keyEnd());
    }

    /** The source text of the scalar at this pointer, as it was written, or null if there is no scalar. */
    public @Nullable String written(String pointer) {
        Positions node = find(pointer);
        return node == null || node.isContainer() ? null : text.slice(node.start(), node.end());
    }

    /** All of the value at this pointer, containers too, or null if there is none. */
    public @Nullable Region extent(String pointer) {
        Positions node = find(pointer);
        return node == null ? null : text.region(node.start(), node.end());
    }

    /** The source text of the name of the field at this pointer, or null if there is no such field. */
    public @Nullable String writtenKey(String pointer) {
        Positions node = find(pointer);
        return node == null || node.name() == null ? null : text.slice(node.keyStart(), node.keyEnd());
    }

    private @Nullable Positions find(String pointer) {
        Positions node = root;
        for (String segment : JsonPointers.segments(pointer)) {
            node = node.child(segment);
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    /** The tree of positions. */
    public Positions root() {
        return root;
    }

    /** The text that the positions point into. */
    public SourceText text() {
        return text;
    }

    private Positions nearest(List<?> path) {
        Positions node = root;
        for (Object segment : path) {
            Positions child = node.child(String.valueOf(segment));
            if (child == null) {
                break;
            }
            node = child;
        }
        return node;
    }

    private Region show(Positions node) {
        if (node.name() != null && (node.isContainer() || node.start() == node.end())) {
            return text.region(node.keyStart(), node.keyEnd());
        }
        Positions first = node.firstChild();
        if (first != null) {
            return first.name() == null ? show(first) : text.region(first.keyStart(), first.keyEnd());
        }
        return text.region(node.start(), node.end());
    }
}
