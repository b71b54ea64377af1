package dev.modelspec.engine.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The SHA-256 of a file as OPA's signatures have it: over the bytes, but for data and the manifest over their JSON value without
 * white space, with the keys of objects in the order of their UTF-8 bytes. See
 * <a href="https://www.openpolicyagent.org/docs/management-bundles#signing">OPA's documentation of signing</a>.
 */
final class FileHash {
    private static final Set<String> JSON = Set.of("data.json", ".manifest");
    private static final Set<String> YAML = Set.of("data.yaml", "data.yml");

    /** Of code points, which is that of UTF-8 bytes; strings of Java compare UTF-16. */
    private static final Comparator<String> UTF_8_ORDER =
            (one, other) -> Arrays.compareUnsigned(utf8(one), utf8(other));

    private FileHash() {}

    /**
     * The hash in hexadecimal digits.
     *
     * @throws IllegalArgumentException if the file is to be JSON and is not; the message is the rest of a sentence
     */
    static String of(String name, byte[] content) {
        String base = name.substring(name.lastIndexOf('/') + 1);
        if (YAML.contains(base)) {
            throw new IllegalArgumentException("its " + name + " is YAML, whose hash depends on the reader of YAML;"
                    + " data in a signed bundle must be JSON, which is what opa build makes of it");
        }
        byte[] hashed = JSON.contains(base) ? utf8(canonical(name, content)) : content;
        return HexFormat.of().formatHex(Digests.algorithm().digest(hashed));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String canonical(String name, byte[] json) {
        try (JsonParser parser = BundleJson.MAPPER.createParser(json)) {
            parser.nextToken();
            String text = value(parser);
            if (parser.nextToken() == null) {
                return text;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("its " + name + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("its " + name + " is not JSON: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("its " + name + " is not JSON: something follows the value");
    }

    private static String value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IllegalStateException("it is empty");
        }
        return switch (token) {
            case START_OBJECT -> {
                var members = new TreeMap<String, String>(UTF_8_ORDER);
                for (String key = parser.nextName(); key != null; key = parser.nextName()) {
                    parser.nextToken();
                    members.put(key, value(parser));
                }
                var text = new StringBuilder("{");
                members.forEach((key, value) -> text.append(text.length() > 1 ? "," : "")
                        .append(quote(key))
                        .append(':')
                        .append(value));
                yield text.append('}').toString();
            }
            case START_ARRAY -> {
                var text = new StringBuilder("[");
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    text.append(text.length() > 1 ? "," : "").append(value(parser));
                }
                yield text.append(']').toString();
            }
            case VALUE_STRING -> quote(parser.getString());
            // Numbers stay as they are written.
            default -> parser.getString();
        };
    }

    /** As Go's encoder writes a string when it is not asked to mind HTML. */
    private static String quote(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            switch (point) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (point < ' ' || point == 0x2028 || point == 0x2029) {
                        quoted.append("\\u%04x".formatted(point));
                    } else if (Character.isBmpCodePoint(point) && Character.isSurrogate((char) point)) {
                        quoted.append('\ufffd');
                    } else {
                        quoted.appendCodePoint(point);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
