package dev.modelspec.engine.cluster;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Writes a value as YAML that all readers, of YAML 1.1 and 1.2, take for the same value: no anchors, no text without quotes that could
 * be something else, decimal numbers with all their digits.
 */
final class YamlText {
    private static final String INDENT = "  ";

    /** In characters; a YAML reader looks no further than 1024 for the colon. */
    private static final int LONGEST_KEY = 1000;

    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    /** One document, ending with a line break. */
    static String of(JsonNode document) {
        YamlText text = new YamlText();
        if (document.isContainer() && !document.isEmpty()) {
            text.children(document, "");
        } else {
            text.leaf(document, "");
        }
        return text.out.toString();
    }

    /** The fields or elements of what has some, from the beginning of a line, which is indented already. */
    private void children(JsonNode parent, String indent) {
        String before = "";
        for (Map.Entry<String, JsonNode> field : parent.properties()) {
            out.append(before);
            key(field.getKey(), indent);
            value(field.getValue(), indent, "\n" + indent + INDENT);
            before = indent;
        }
        if (parent.isArray()) {
            for (JsonNode element : parent) {
                out.append(before).append('-');
                value(element, indent, " ");
                before = indent;
            }
        }
    }

    private void key(String name, String indent) {
        String key = YamlScalarText.of(name);
        if (key.length() > LONGEST_KEY) {
            out.append("? ").append(key).append('\n').append(indent);
        } else {
            out.append(key);
        }
        out.append(':');
    }

    /** What follows a colon or a dash. */
    private void value(JsonNode value, String indent, String beforeChildren) {
        if (value.isContainer() && !value.isEmpty()) {
            out.append(beforeChildren);
            children(value, indent + INDENT);
        } else {
            out.append(' ');
            leaf(value, indent + INDENT);
        }
    }

    private void leaf(JsonNode value, String indent) {
        switch (value.getNodeType()) {
            case OBJECT -> out.append("{}");
            case ARRAY -> out.append("[]");
            case STRING -> out.append(YamlScalarText.block(value.stringValue(), indent));
            case NUMBER -> out.append(number(value));
            default -> out.append(value.asString("null"));
        }
        out.append('\n');
    }

    /** A decimal number keeps its dot, with which every reader knows it for one: {@code 1E+3} is {@code 1.E+3}. */
    private static String number(JsonNode number) {
        if (number.isIntegralNumber()) {
            return number.asString();
        }
        String digits = number.decimalValue().toString();
        if (digits.indexOf('.') >= 0) {
            return digits;
        }
        int exponent = digits.indexOf('E');
        return exponent < 0 ? digits + "." : digits.substring(0, exponent) + "." + digits.substring(exponent);
    }
}
