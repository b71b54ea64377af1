package dev.modelspec.engine.policy.builtin;

import java.util.Iterator;

/** Writes values in the text that OPA's Wasm function {@code opa_value_parse} reads: JSON with sets and keys of any type. */
final class RegoWriter {
    private final StringBuilder out = new StringBuilder();

    private RegoWriter() {}

    static String write(RegoValue value) {
        RegoWriter writer = new RegoWriter();
        writer.append(value);
        return writer.out.toString();
    }

    private void append(RegoValue value) {
        if (value instanceof RegoNull) {
            out.append("null");
        } else if (value instanceof RegoBoolean bool) {
            out.append(bool.value());
        } else if (value instanceof RegoNumber number) {
            out.append(number.text());
        } else if (value instanceof RegoString string) {
            appendString(string.value());
        } else if (value instanceof RegoArray array) {
            appendAll('[', array.elements(), ']');
        } else if (value instanceof RegoSet set) {
            appendSet(set);
        } else if (value instanceof RegoObject object) {
            appendObject(object);
        }
    }

    private void appendSet(RegoSet set) {
        if (set.elements().isEmpty()) {
            out.append("set()");
        } else {
            appendAll('{', set.elements(), '}');
        }
    }

    private void appendAll(char open, Iterable<RegoValue> elements, char close) {
        out.append(open);
        for (Iterator<RegoValue> i = elements.iterator(); i.hasNext(); ) {
            append(i.next());
            if (i.hasNext()) {
                out.append(',');
            }
        }
        out.append(close);
    }

    private void appendObject(RegoObject object) {
        out.append('{');
        String separator = "";
        for (var entry : object.entries().entrySet()) {
            out.append(separator);
            append(entry.getKey());
            out.append(':');
            append(entry.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void appendString(String text) {
        if (!RegoText.isText(RegoText.decode(RegoText.encode(text)))) {
            throw new BuiltinFault(
                    "the result is not Unicode text, and a policy compiled to Wasm cannot take other bytes from "
                            + "a host builtin");
        }
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> appendPlain(c);
            }
        }
        out.append('"');
    }

    private void appendPlain(char c) {
        if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
        } else {
            out.append(c);
        }
    }
}
