package dev.modelspec.engine.spec;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Writes a scalar the way that the one before it was written: with its quotes, or without. */
final class ScalarStyle {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9._/-]*");

    /** Unquoted, they are something else than text to one reader of YAML or another. */
    private static final Set<String> RESERVED = Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n");

    /** Blocks, anchors, aliases and tags: with them a scalar is more than its text. */
    private static final String MORE = "|>&*!";

    private ScalarStyle() {}

    /** The text to put in place of another; null if that is no plain or quoted scalar. */
    static @Nullable String like(String written, JsonNode scalar) {
        if (written.isEmpty() || MORE.indexOf(written.charAt(0)) >= 0) {
            return null;
        }
        return scalar.isString() ? like(written.charAt(0), scalar.stringValue()) : json(scalar);
    }

    private static String like(char first, String text) {
        boolean plain = PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
        if (first == '\'' && plain) {
            return "'" + text + "'";
        }
        return plain && first != '"' ? text : json(StringNode.valueOf(text));
    }

    private static String json(JsonNode scalar) {
        return new String(JsonTrees.write(scalar), StandardCharsets.UTF_8);
    }
}
