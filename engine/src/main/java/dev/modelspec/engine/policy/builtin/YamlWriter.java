package dev.modelspec.engine.policy.builtin;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.TreeMap;

/** Writes values as YAML as go-yaml v3 does with an indentation of two: sequences in mappings are indented, keys sorted. */
final class YamlWriter {
    private static final int INDENT = 2;
    private static final int LONGEST_SIMPLE_KEY = 128;

    /** In characters of JSON, quotes included; a YAML parser looks no further for the colon. */
    private static final int LONGEST_KEY = 1024;

    private static final char NEXT_LINE = 0x85;

    private final StringBuilder out = new StringBuilder();
    private int column;

    /** So far the line holds nothing but indentation and indicators such as {@code -}. */
    private boolean atIndentation = true;

    private YamlWriter() {}

    static String write(RegoValue value) throws BuiltinException {
        YamlWriter writer = new YamlWriter();
        writer.node(value, -INDENT);
        writer.indent(0);
        return writer.out.toString();
    }

    /** Writes a value; the parent's contents are indented by {@code indent}. */
    private void node(RegoValue value, int indent) throws BuiltinException {
        if (value instanceof RegoObject object && !object.entries().isEmpty()) {
            mapping(object, indent + INDENT);
        } else if (RegoCollections.elements(value)
                .filter(elements -> !elements.isEmpty())
                .isPresent()) {
            sequence(RegoCollections.elements(value).orElseThrow(), indent + INDENT);
        } else if (value instanceof RegoString string) {
            string(checked(string.value()), Math.max(indent, 0) + INDENT, false);
        } else {
            word(text(value));
        }
    }

    private static String text(RegoValue value) throws BuiltinException {
        if (value instanceof RegoNumber number) {
            return number(number.text());
        }
        return value instanceof RegoObject
                ? "{}"
                : RegoCollections.elements(value).isPresent() ? "[]" : value.toText();
    }

    /** A number as go-yaml holds it: 64 bits whole, otherwise a double; text if neither can hold it. */
    private static String number(String json) {
        YamlScalar scalar = YamlScalar.ofPlain(json);
        return scalar.type() == YamlScalar.Type.FLOAT
                ? GoFloat.format(Double.parseDouble(scalar.text()), 'g', GoFloat.SHORTEST)
                : scalar.text();
    }

    private void sequence(Iterable<RegoValue> elements, int indent) throws BuiltinException {
        for (RegoValue element : elements) {
            indent(indent);
            indicator("-");
            node(element, indent);
        }
    }

    private void mapping(RegoObject object, int indent) throws BuiltinException {
        TreeMap<String, RegoValue> byKey = new TreeMap<>(YamlKeyOrder.INSTANCE);
        object.entries().forEach((key, value) -> byKey.put(RegoText.printable(GoJson.key(key)), value));
        for (var entry : byKey.entrySet()) {
            String key = checkedKey(entry.getKey());
            indent(indent);
            if (isSimpleKey(key)) {
                string(key, indent + INDENT, true);
                out.append(':');
                column++;
                atIndentation = false;
            } else {
                indicator("?");
                string(key, indent + INDENT, false);
                indent(indent);
                indicator(":");
            }
            node(entry.getValue(), indent);
        }
    }

    private static String checkedKey(String key) throws BuiltinException {
        String json = GoJson.write(new RegoString(key));
        if (json.codePointCount(0, json.length()) > LONGEST_KEY) {
            throw new BuiltinException("yaml: did not find expected ',' or '}'");
        }
        return checked(key);
    }

    /** OPA reads the value's JSON as YAML before it writes it, and YAML knows characters that may not stand in it. */
    private static String checked(String text) throws BuiltinException {
        String printable = RegoText.printable(text);
        if (printable.indexOf(NEXT_LINE) >= 0) {
            throw new BuiltinFault("yaml.marshal: strings with the character U+0085 are not supported");
        }
        if (printable.codePoints().anyMatch(YamlWriter::isForbidden)) {
            throw new BuiltinException("yaml: control characters are not allowed");
        }
        return printable;
    }

    /** Those below a space are escaped in JSON and therefore come through. */
    private static boolean isForbidden(int c) {
        return (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF;
    }

    private static boolean isSimpleKey(String key) {
        return !YamlScalarStyle.isMultiline(key) && key.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SIMPLE_KEY;
    }

    private void string(String text, int indent, boolean asKey) {
        YamlScalarStyle style = text.isEmpty() ? YamlScalarStyle.DOUBLE_QUOTED : YamlScalarStyle.of(text, asKey);
        switch (style) {
            case PLAIN -> word(text);
            case SINGLE_QUOTED -> singleQuoted(text, indent);
            case DOUBLE_QUOTED -> word(YamlEscapes.quote(text));
            case LITERAL -> literal(text, indent);
        }
    }

    private void singleQuoted(String text, int indent) {
        word("'");
        lines(text.replace("'", "''"), indent);
        out.append('\'');
        column++;
        atIndentation = false;
    }

    private void literal(String text, int indent) {
        boolean startsWithSpace = text.startsWith(" ") || YamlScalarStyle.isBreak(text.codePointAt(0));
        word("|" + (startsWithSpace ? INDENT : "") + chomping(text));
        lineBreak();
        lines(text, indent);
    }

    /** What follows the last line: nothing, more than its line break, or just that. */
    private static String chomping(String text) {
        int last = text.length() - 1;
        if (!YamlScalarStyle.isBreak(text.charAt(last))) {
            return "-";
        }
        return last == 0 || YamlScalarStyle.isBreak(text.charAt(last - 1)) ? "+" : "";
    }

    /** Text whose lines start at the indentation; empty lines stay empty. */
    private void lines(String text, int indent) {
        boolean afterBreak = out.charAt(out.length() - 1) == '\n';
        for (Iterator<Integer> i = text.codePoints().iterator(); i.hasNext(); ) {
            int c = i.next();
            if (YamlScalarStyle.isBreak(c)) {
                out.appendCodePoint(c);
                column = 0;
                atIndentation = true;
                afterBreak = true;
            } else {
                if (afterBreak) {
                    indent(indent);
                }
                out.appendCodePoint(c);
                column++;
                atIndentation = false;
                afterBreak = false;
            }
        }
    }

    private void word(String text) {
        space();
        out.append(text);
        column += text.length();
        atIndentation = false;
    }

    private void indicator(String text) {
        space();
        out.append(text);
        column += text.length();
    }

    private void space() {
        if (column > 0 && out.charAt(out.length() - 1) != ' ') {
            out.append(' ');
            column++;
        }
    }

    /** Goes to a column, in a new line unless this one is still empty enough. */
    private void indent(int indent) {
        boolean behind = column > indent || (column == indent && column > 0 && out.charAt(out.length() - 1) != ' ');
        if (!atIndentation || behind) {
            lineBreak();
        }
        out.append(" ".repeat(Math.max(0, indent - column)));
        column = Math.max(column, indent);
    }

    private void lineBreak() {
        out.append('\n');
        column = 0;
        atIndentation = true;
    }
}
