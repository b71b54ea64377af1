package dev.modelspec.engine.policy.builtin;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Reads the text that OPA's Wasm function {@code opa_value_dump} writes: JSON with sets and keys of any type. */
final class RegoReader {
    private final String text;
    private int position;

    RegoReader(String text) {
        this.text = text;
    }

    RegoValue readAll() {
        RegoValue value = readValue();
        skipSpace();
        if (position < text.length()) {
            throw malformed("text after the value");
        }
        return value;
    }

    private RegoValue readValue() {
        skipSpace();
        if (position >= text.length()) {
            throw malformed("the text ends where a value was expected");
        }
        return switch (text.charAt(position)) {
            case 'n' -> literal("null", RegoNull.NULL);
            case 't' -> literal("true", RegoBoolean.of(true));
            case 'f' -> literal("false", RegoBoolean.of(false));
            case 's' -> literal("set()", RegoSet.of(List.of()));
            case '"' -> new RegoString(readString());
            case '[' -> readArray();
            case '{' -> readObjectOrSet();
            default -> readNumber();
        };
    }

    private RegoValue literal(String word, RegoValue value) {
        if (!text.startsWith(word, position)) {
            throw malformed("expected " + word);
        }
        position += word.length();
        return value;
    }

    private RegoNumber readNumber() {
        int start = position;
        while (position < text.length() && "+-.eE0123456789".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        if (start == position) {
            throw malformed("not a value");
        }
        return new RegoNumber(text.substring(start, position));
    }

    private RegoArray readArray() {
        position++;
        List<RegoValue> elements = new ArrayList<>();
        if (!accept(']')) {
            do {
                elements.add(readValue());
            } while (accept(','));
            expect(']');
        }
        return new RegoArray(elements);
    }

    private RegoValue readObjectOrSet() {
        position++;
        if (accept('}')) {
            return new RegoObject(new TreeMap<>());
        }
        RegoValue first = readValue();
        return accept(':') ? readObject(first) : readSet(first);
    }

    private RegoSet readSet(RegoValue first) {
        List<RegoValue> elements = new ArrayList<>(List.of(first));
        while (accept(',')) {
            elements.add(readValue());
        }
        expect('}');
        return RegoSet.of(elements);
    }

    private RegoObject readObject(RegoValue firstKey) {
        TreeMap<RegoValue, RegoValue> entries = new TreeMap<>();
        entries.put(firstKey, readValue());
        while (accept(',')) {
            RegoValue key = readValue();
            expect(':');
            entries.put(key, readValue());
        }
        expect('}');
        return new RegoObject(entries);
    }

    private String readString() {
        StringBuilder string = new StringBuilder();
        position++;
        while (position < text.length()) {
            char c = text.charAt(position++);
            if (c == '"') {
                return string.toString();
            }
            string.append(c == '\\' ? readEscape() : c);
        }
        throw malformed("a string without its closing quote");
    }

    private char readEscape() {
        if (position >= text.length()) {
            throw malformed("the text ends inside an escape");
        }
        char c = text.charAt(position++);
        return switch (c) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> readCodeUnit();
            default -> c;
        };
    }

    private char readCodeUnit() {
        int end = position + 4;
        if (end > text.length()) {
            throw malformed("the text ends inside an escape");
        }
        char unit = (char) Integer.parseInt(text, position, end, 16);
        position = end;
        return unit;
    }

    private boolean accept(char wanted) {
        skipSpace();
        boolean found = position < text.length() && text.charAt(position) == wanted;
        if (found) {
            position++;
        }
        return found;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw malformed("expected " + wanted);
        }
    }

    private void skipSpace() {
        while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }

    private IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException("malformed Rego value at character " + position + ": " + what);
    }
}
