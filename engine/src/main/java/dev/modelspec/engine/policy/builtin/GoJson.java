package dev.modelspec.engine.policy.builtin;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes values as JSON the way Go's {@code encoding/json} does: keys sorted by bytes, {@code <}, {@code >} and {@code &}
 * escaped, sets as arrays, keys that are no strings as the text of their JSON.
 */
final class GoJson {
    private final StringBuilder out = new StringBuilder();

    /** What starts each line and what indents it, or null for one line. */
    private final @Nullable Layout layout;

    private int depth;

    /** The start of each line but the first, and the indentation for each level. */
    record Layout(String prefix, String indent) {}

    private GoJson(@Nullable Layout layout) {
        this.layout = layout;
    }

    static String write(RegoValue value) {
        return write(value, null);
    }

    static String write(RegoValue value, @Nullable Layout layout) {
        GoJson json = new GoJson(layout);
        json.append(value);
        return json.out.toString();
    }

    /** The text that a key has in a JSON object. */
    static String key(RegoValue key) {
        return key instanceof RegoString string ? string.value() : write(key);
    }

    private void append(RegoValue value) {
        if (value instanceof RegoString string) {
            appendString(string.value());
        } else if (value instanceof RegoArray array) {
            appendArray(array.elements());
        } else if (value instanceof RegoSet set) {
            appendArray(set.elements());
        } else if (value instanceof RegoObject object) {
            appendObject(object);
        } else {
            out.append(value.toText());
        }
    }

    private void appendArray(Iterable<RegoValue> elements) {
        open('[');
        boolean first = true;
        for (RegoValue element : elements) {
            startItem(first);
            append(element);
            first = false;
        }
        close(']', first);
    }

    private void appendObject(RegoObject object) {
        TreeMap<String, RegoValue> byKey = new TreeMap<>(RegoText::compare);
        object.entries().forEach((key, value) -> byKey.put(key(key), value));
        open('{');
        boolean first = true;
        for (var entry : byKey.entrySet()) {
            startItem(first);
            appendString(entry.getKey());
            out.append(layout == null ? ":" : ": ");
            append(entry.getValue());
            first = false;
        }
        close('}', first);
    }

    private void open(char bracket) {
        out.append(bracket);
        depth++;
    }

    private void startItem(boolean first) {
        out.append(first ? "" : ",");
        startLine();
    }

    private void close(char bracket, boolean empty) {
        depth--;
        if (!empty) {
            startLine();
        }
        out.append(bracket);
    }

    private void startLine() {
        if (layout != null) {
            out.append('\n').append(layout.prefix()).append(layout.indent().repeat(depth));
        }
    }

    private void appendString(String text) {
        out.append('"');
        text.codePoints().forEach(this::appendCharacter);
        out.append('"');
    }

    private void appendCharacter(int c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append((char) c);
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < ' ' || c == '<' || c == '>' || c == '&' || c == 0x2028 || c == 0x2029) {
                    out.append(String.format("\\u%04x", c));
                } else if (RegoText.isRaw(c)) {
                    out.append("\\ufffd");
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }
}
