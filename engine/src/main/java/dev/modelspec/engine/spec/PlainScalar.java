package dev.modelspec.engine.spec;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads YAML's unquoted scalars where all YAML readers in use agree: those of YAML 1.1 (PyYAML, SnakeYAML), of YAML 1.2 (its core
 * schema) and kubectl's in between. The one exception is yes/no/on/off: they are booleans, as kubectl and PyYAML have it, because a
 * text that is meant becomes a type error that explains itself. Sources: yaml.org/type for 1.1, yaml.org/spec/1.2.2 chapter 10.
 * Written without regular expressions, as this is asked for every value of every file.
 */
final class PlainScalar {
    private PlainScalar() {}

    /** The value, or null where readers disagree or no reader could be right: {@link ScalarProblem} then tells. */
    static @Nullable JsonNode read(String s) {
        if (s.isEmpty()) {
            return NullNode.getInstance();
        }
        char first = s.charAt(0);
        if ((first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.') {
            return number(s);
        }
        if (s.length() > 5) {
            return StringNode.valueOf(s);
        }
        return switch (s) {
            case "~", "null", "Null", "NULL" -> NullNode.getInstance();
            case "true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON" -> BooleanNode.TRUE;
            case "false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF" -> BooleanNode.FALSE;
            case "y", "Y", "n", "N", "=", "<<" -> null;
            default -> StringNode.valueOf(s);
        };
    }

    private static @Nullable JsonNode number(String s) {
        return switch (NumberForm.of(s)) {
            case INTEGER -> integer(s);
            case HEXADECIMAL -> hexadecimal(s);
            case DECIMAL -> decimal(s);
            case NONE -> StringNode.valueOf(s);
            default -> null;
        };
    }

    /** An integer of at most 64 bits, or null. */
    static @Nullable JsonNode integer(String digits) {
        if (digits.length() > 20) {
            return null;
        }
        try {
            return integer(Long.parseLong(digits));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable JsonNode hexadecimal(String s) {
        try {
            return integer(Long.parseLong(s, 2, s.length(), 16));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static JsonNode integer(long value) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return value == (int) value ? nodes.numberNode((int) value) : nodes.numberNode(value);
    }

    /** An exact decimal number whose size a double can hold, or null. */
    static @Nullable JsonNode decimal(String s) {
        if (s.length() > Limits.NUMBER_LENGTH) {
            return null;
        }
        try {
            if (s.length() > 300 || s.indexOf('e') >= 0 || s.indexOf('E') >= 0) {
                double size = Double.parseDouble(s);
                if (Double.isInfinite(size) || (size == 0 && new BigDecimal(s).signum() != 0)) {
                    return null;
                }
            }
            return JsonNodeFactory.instance.numberNode(new BigDecimal(s));
        } catch (NumberFormatException e) {
            // An exponent that does not even fit into a BigDecimal.
            return null;
        }
    }
}
