package dev.modelspec.engine.policy.builtin;

import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A YAML scalar with its type decided as go-yaml v3 does: YAML 1.2 with some of 1.1 (octal {@code 017}, underscores in
 * numbers), dates left as text.
 *
 * @param text for numbers the number in Go's JSON form
 */
record YamlScalar(Type type, String text) {
    /** The types that a scalar can have. */
    enum Type {
        NULL("!!null"),
        BOOLEAN("!!bool"),
        INTEGER("!!int"),
        FLOAT("!!float"),
        STRING("!!str");

        private final String tag;

        Type(String tag) {
            this.tag = tag;
        }
    }

    private static final Map<String, YamlScalar> WORDS = Map.ofEntries(
            word("", Type.NULL, ""),
            word("~", Type.NULL, ""),
            word("null", Type.NULL, ""),
            word("Null", Type.NULL, ""),
            word("NULL", Type.NULL, ""),
            word("true", Type.BOOLEAN, "true"),
            word("True", Type.BOOLEAN, "true"),
            word("TRUE", Type.BOOLEAN, "true"),
            word("false", Type.BOOLEAN, "false"),
            word("False", Type.BOOLEAN, "false"),
            word("FALSE", Type.BOOLEAN, "false"));

    private static final Pattern SPECIAL_FLOAT = Pattern.compile("[+-]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern INTEGER =
            Pattern.compile("([+-]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))");
    private static final Pattern FLOAT_WITH_UNDERSCORES =
            Pattern.compile("\\.[0-9]++(?:_[0-9]++)*+(?:[eE][-+]?[0-9]++(?:_[0-9]++)*+)?");
    private static final int[] BASES = {16, 2, 8, 10};
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final List<String> RESOLVABLE = List.of("!!str", "!!bool", "!!int", "!!float", "!!null");

    private static Map.Entry<String, YamlScalar> word(String word, Type type, String text) {
        return Map.entry(word, new YamlScalar(type, text));
    }

    static YamlScalar of(YamlNode node) throws BuiltinException {
        String tag = node.tag;
        if (tag == null) {
            return node.isPlain ? ofPlain(node.text) : string(node.text);
        }
        if (tag.equals("!!binary")) {
            return decode(node.text);
        }
        if (tag.equals("!!timestamp")) {
            throw new BuiltinFault("yaml: the tag !!timestamp is not supported; leave it out");
        }
        if (!RESOLVABLE.contains(tag) || tag.equals(Type.STRING.tag)) {
            return string(node.text);
        }
        YamlScalar plain = ofPlain(node.text);
        boolean widened = tag.equals(Type.FLOAT.tag) && plain.type == Type.INTEGER && plain.fitsLong();
        if (!plain.type.tag.equals(tag) && !widened) {
            throw new BuiltinException("yaml: cannot decode `" + node.text + "` as a " + tag);
        }
        return widened ? ofFloat(Double.parseDouble(plain.text)) : plain;
    }

    /** The type that unquoted text has. */
    static YamlScalar ofPlain(String text) {
        YamlScalar word = WORDS.get(text);
        if (word != null) {
            return word;
        }
        if (SPECIAL_FLOAT.matcher(text).matches()) {
            return new YamlScalar(Type.FLOAT, text.toLowerCase(Locale.ROOT).replace("+", ""));
        }
        boolean startsNumber = "+-0123456789".indexOf(text.charAt(0)) >= 0;
        String number = startsNumber ? text.replace("_", "") : text;
        Matcher integer = INTEGER.matcher(number);
        if (startsNumber && integer.matches()) {
            BigInteger value = integer(integer);
            boolean signed = !integer.group(1).isEmpty();
            if (value.bitLength() < Long.SIZE || (!signed && value.bitLength() == Long.SIZE)) {
                return new YamlScalar(Type.INTEGER, value.toString());
            }
        }
        boolean isFloat = startsNumber
                ? FLOAT.matcher(number).matches()
                : FLOAT_WITH_UNDERSCORES.matcher(number).matches();
        if (isFloat) {
            double value = Double.parseDouble(number.replace("_", ""));
            return Double.isInfinite(value) ? string(text) : ofFloat(value);
        }
        return string(text);
    }

    private static BigInteger integer(Matcher matcher) {
        for (int i = 0; i < BASES.length; i++) {
            String digits = matcher.group(i + 2);
            if (digits != null) {
                return new BigInteger(matcher.group(1) + digits, BASES[i]);
            }
        }
        throw new IllegalStateException("no group of the integer pattern matched");
    }

    private static YamlScalar ofFloat(double value) {
        return new YamlScalar(Type.FLOAT, GoFloat.json(value));
    }

    static YamlScalar string(String text) {
        return new YamlScalar(Type.STRING, text);
    }

    private static YamlScalar decode(String base64) throws BuiltinException {
        try {
            String characters = base64.replaceAll("[\r\n]", "");
            byte[] bytes = Base64.getDecoder().decode(characters);
            if (characters.length() % 4 != 0) {
                throw new IllegalArgumentException("no padding");
            }
            return string(RegoText.printable(RegoText.decode(bytes)));
        } catch (IllegalArgumentException e) {
            throw new BuiltinException("yaml: !!binary value contains invalid base64 data");
        }
    }

    private boolean fitsLong() {
        return new BigInteger(text).bitLength() < Long.SIZE;
    }

    private boolean isSpecialFloat() {
        return type == Type.FLOAT && SPECIAL_FLOAT.matcher(text).matches();
    }

    RegoValue toValue() throws BuiltinException {
        if (isSpecialFloat()) {
            throw new BuiltinException("json: unsupported value: " + text);
        }
        return switch (type) {
            case NULL -> RegoNull.NULL;
            case BOOLEAN -> RegoBoolean.of(text.equals("true"));
            case INTEGER, FLOAT -> new RegoNumber(text);
            case STRING -> new RegoString(text);
        };
    }

    /** The text that a JSON object has for this key. */
    String toKey() throws BuiltinException {
        if (type == Type.NULL) {
            throw new BuiltinException("yaml: unsupported map key of type: null");
        }
        return type == Type.FLOAT && !isSpecialFloat() ? singleKey() : text;
    }

    /** Go writes keys in single precision; what is too large for it becomes infinite. */
    private String singleKey() {
        String key = GoFloat.formatSingle(Double.parseDouble(text));
        return switch (key) {
            case "+Inf" -> ".inf";
            case "-Inf" -> "-.inf";
            default -> key;
        };
    }
}
