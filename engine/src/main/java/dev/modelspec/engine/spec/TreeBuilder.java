package dev.modelspec.engine.spec;

import dev.modelspec.engine.source.JsonPointers;
import dev.modelspec.engine.source.Positions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes the tree and the positions beside it, for YAML and JSON alike, and holds the limits. Knows where it is, so that a
 * finding can name the field.
 */
final class TreeBuilder {
    private final SyntaxFindings findings;
    private final @Nullable String[] names = new String[Limits.DEPTH + 1];
    private final int[] indexes = new int[Limits.DEPTH + 1];
    private int depth;
    private int values;

    TreeBuilder(SyntaxFindings findings) {
        this.findings = findings;
    }

    /** Forgets where it is; what was counted stays. */
    void startDocument() {
        depth = 0;
    }

    Built scalar(JsonNode value, int start, int end) {
        count(1, start, end);
        return new Built(value, Positions.ofScalar(start, end), 1, 0);
    }

    ObjectInProgress startObject(int start) {
        enter(start);
        return new ObjectInProgress(start);
    }

    ArrayInProgress startArray(int start) {
        enter(start);
        return new ArrayInProgress(start);
    }

    /** What an alias stands for, once more. */
    Built again(Built value, int start, int end) {
        if (depth + value.height() > Limits.DEPTH) {
            throw tooDeep(start, end);
        }
        count(value.size(), start, end);
        return value;
    }

    /** The place of the value that is being read. */
    String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            String name = names[i];
            if (name != null) {
                JsonPointers.append(pointer, name);
            } else if (indexes[i] >= 0) {
                JsonPointers.append(pointer, Integer.toString(indexes[i]));
            }
        }
        return pointer.toString();
    }

    private void enter(int start) {
        if (depth == Limits.DEPTH) {
            throw tooDeep(start, start + 1);
        }
        names[depth] = null;
        indexes[depth] = -1;
        depth++;
        count(1, start, start + 1);
    }

    private UnreadableException tooDeep(int start, int end) {
        return findings.fatal(
                SyntaxRule.TOO_DEEP,
                pointer(),
                start,
                end,
                "Objects and lists are nested more than " + Limits.DEPTH + " deep here.",
                "Write it flatter: a ModelSpec needs no more than 10 levels.");
    }

    private void count(int more, int start, int end) {
        values += more;
        if (values > Limits.VALUES) {
            throw findings.fatal(
                    SyntaxRule.TOO_MANY_VALUES,
                    pointer(),
                    start,
                    end,
                    "With every alias replaced by what it stands for, this text has more than "
                            + String.format("%,d", Limits.VALUES) + " values.",
                    "Remove aliases (*name) that repeat large parts, or split the text into several files.");
        }
    }

    /** An object whose fields are being read. */
    final class ObjectInProgress {
        private final int start;
        private final ObjectNode tree = JsonNodeFactory.instance.objectNode();
        private final List<Positions> children = new ArrayList<>(8);
        private int size = 1;
        private int height;

        private ObjectInProgress(int start) {
            this.start = start;
        }

        /** Says that the name of a field is read next. */
        void startKey() {
            names[depth - 1] = null;
        }

        /** Says which field is read next. Its name may be too long, or there already. */
        void startField(String name, int keyStart, int keyEnd) {
            names[depth - 1] = name;
            if (name.length() > Limits.KEY_LENGTH) {
                throw findings.fatal(
                        SyntaxRule.KEY_LENGTH,
                        "",
                        keyStart,
                        keyEnd,
                        "This field name has " + name.length() + " characters.",
                        "Use names of at most " + Limits.KEY_LENGTH + " characters.");
            }
        }

        void endField(String name, int keyStart, int keyEnd, Built value) {
            JsonNode before = tree.replace(name, value.value());
            if (before != null) {
                tree.set(name, before);
                duplicate(name, keyStart, keyEnd, first(name));
                return;
            }
            add(value.positions().withKey(name, keyStart, keyEnd), value.size(), value.height());
        }

        /** Takes over the fields of another object that this one does not have, as YAML's merge key asks. */
        void merge(ObjectNode other, Positions from, int size, int height, int start, int end) {
            names[depth - 1] = null;
            boolean any = false;
            for (Positions field : from.children()) {
                String name = String.valueOf(field.name());
                if (!tree.has(name)) {
                    tree.set(name, other.get(name));
                    children.add(field);
                    any = true;
                }
            }
            if (any) {
                if (depth - 1 + height > Limits.DEPTH) {
                    throw tooDeep(start, end);
                }
                count(size, start, end);
                this.size += size;
                this.height = Math.max(this.height, height - 1);
            }
        }

        Built end(int end) {
            depth--;
            return new Built(tree, Positions.ofContainer(start, end, children), size, height + 1);
        }

        private void add(Positions field, int itsSize, int itsHeight) {
            children.add(field);
            size += itsSize;
            height = Math.max(height, itsHeight);
        }

        private int first(String name) {
            if (findings.isFull()) {
                return start;
            }
            for (Positions child : children) {
                if (name.equals(child.name())) {
                    return child.keyStart();
                }
            }
            return start;
        }

        void duplicate(String name, int keyStart, int keyEnd, int first) {
            findings.add(
                    SyntaxRule.DUPLICATE_KEY,
                    pointer(),
                    keyStart,
                    keyEnd,
                    "`" + name + "` is there already, at " + findings.at(first)
                            + "; which of the two counts depends on the reader.",
                    "Keep one of the two.");
        }
    }

    /** An array whose elements are being read. */
    final class ArrayInProgress {
        private final int start;
        private final ArrayNode tree = JsonNodeFactory.instance.arrayNode();
        private final List<Positions> children = new ArrayList<>(4);
        private int size = 1;
        private int height;

        private ArrayInProgress(int start) {
            this.start = start;
        }

        void startElement() {
            indexes[depth - 1] = children.size();
        }

        void endElement(Built value) {
            tree.add(value.value());
            // An anchored field may be repeated as an element: it has no key there.
            children.add(value.positions().withoutKey());
            size += value.size();
            height = Math.max(height, value.height());
        }

        Built end(int end) {
            depth--;
            return new Built(tree, Positions.ofContainer(start, end, children), size, height + 1);
        }
    }
}
