package dev.modelspec.engine.schema;

import dev.modelspec.engine.finding.GovernanceException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads the schemas that we ship. The JSON parser that reads everything takes three times as long for its first text of this size,
 * and every run begins with it; this one knows nothing of positions, findings and hostile input.
 */
final class SchemaReader {
    private final String name;
    private final String s;
    private int pos;
    /** Where the next backslash is, once looked for. */
    private int backslash = -1;

    private SchemaReader(String name, String s) {
        this.name = name;
        this.s = s;
    }

    /** The value of a text. If it is not valid, that is our fault: a {@link GovernanceException}. */
    static JsonNode read(String name, String text) {
        SchemaReader reader = new SchemaReader(name, text);
        try {
            JsonNode value = reader.value();
            reader.blanks();
            if (reader.pos == text.length()) {
                return value;
            }
        } catch (IndexOutOfBoundsException | ArithmeticException | NumberFormatException e) {
            throw reader.wrong(e);
        }
        throw reader.wrong(null);
    }

    private JsonNode value() {
        blanks();
        char c = s.charAt(pos);
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> StringNode.valueOf(string());
            case 't' -> word("true", BooleanNode.TRUE);
            case 'f' -> word("false", BooleanNode.FALSE);
            case 'n' -> word("null", NullNode.getInstance());
            default -> number();
        };
    }

    private ObjectNode object() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        pos++;
        blanks();
        while (s.charAt(pos) != '}') {
            String field = string();
            blanks();
            expect(':');
            object.set(field, value());
            next('}');
        }
        pos++;
        return object;
    }

    private ArrayNode array() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        pos++;
        blanks();
        while (s.charAt(pos) != ']') {
            array.add(value());
            next(']');
        }
        pos++;
        return array;
    }

    /** To the next element, or to the end. */
    private void next(char end) {
        blanks();
        if (s.charAt(pos) != end) {
            expect(',');
            blanks();
            if (s.charAt(pos) == end) {
                throw wrong(null);
            }
        }
    }

    private String string() {
        expect('"');
        int end = s.indexOf('"', pos);
        if (end < 0) {
            throw wrong(null);
        }
        if (backslash < pos) {
            int next = s.indexOf('\\', pos);
            backslash = next < 0 ? s.length() : next;
        }
        if (backslash > end) {
            String text = s.substring(pos, end);
            pos = end + 1;
            return text;
        }
        return escaped();
    }

    private String escaped() {
        StringBuilder text = new StringBuilder();
        while (s.charAt(pos) != '"') {
            char c = s.charAt(pos++);
            text.append(c == '\\' ? escape() : c);
        }
        pos++;
        return text.toString();
    }

    private char escape() {
        char c = s.charAt(pos++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                pos += 4;
                yield (char) Integer.parseInt(s, pos - 4, pos, 16);
            }
            default -> throw wrong(null);
        };
    }

    private JsonNode number() {
        int start = pos;
        while (pos < s.length() && "+-.eE0123456789".indexOf(s.charAt(pos)) >= 0) {
            pos++;
        }
        BigDecimal value = new BigDecimal(s.substring(start, pos));
        return value.scale() <= 0 && value.precision() < 10
                ? JsonNodeFactory.instance.numberNode(value.intValueExact())
                : JsonNodeFactory.instance.numberNode(value);
    }

    private JsonNode word(String word, JsonNode value) {
        if (!s.startsWith(word, pos)) {
            throw wrong(null);
        }
        pos += word.length();
        return value;
    }

    private void expect(char c) {
        if (s.charAt(pos) != c) {
            throw wrong(null);
        }
        pos++;
    }

    private void blanks() {
        while (pos < s.length() && s.charAt(pos) <= ' ') {
            pos++;
        }
    }

    private GovernanceException wrong(@Nullable Throwable cause) {
        return new GovernanceException("The schema " + name + " is not valid JSON at offset " + pos + ".", cause);
    }
}
