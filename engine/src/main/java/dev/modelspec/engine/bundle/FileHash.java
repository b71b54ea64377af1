package dev.modelspec.engine.bundle;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
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
        MessageDigest digest = Digests.algorithm();
        if (JSON.contains(base)) {
            write(read(name, content), text -> digest.update(utf8(text)));
        } else {
            digest.update(content);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String canonical(String name, byte[] json) {
        var text = new StringBuilder();
        write(read(name, json), text::append);
        return text.toString();
    }

    /** A value: a map for an object, a list for an array, else a text as it is hashed. */
    private static Object read(String name, byte[] json) {
        requireUtf8(name, json);
        try (JsonParser parser = BundleJson.MAPPER.createParser(new String(json, StandardCharsets.UTF_8))) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() == null) {
                return value;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("its " + name + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalStateException e) {
            throw new IllegalArgumentException("its " + name + " is not JSON: " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("its " + name + " is not JSON: something follows the value");
    }

    /** Readers of JSON guess other encodings, each in its own way. */
    private static void requireUtf8(String name, byte[] json) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("its " + name + " is not UTF-8", e);
        }
    }

    private static Object value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new IllegalStateException("it is empty");
        }
        return switch (token) {
            case START_OBJECT -> {
                var members = new TreeMap<String, Object>(FileHash::inOrderOfUtf8);
                for (String key = parser.nextName(); key != null; key = parser.nextName()) {
                    parser.nextToken();
                    if (members.put(key, value(parser)) != null) {
                        throw new IllegalStateException("it has two names that are the same");
                    }
                }
                yield members;
            }
            case START_ARRAY -> {
                var elements = new ArrayList<Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(value(parser));
                }
                yield elements;
            }
            case VALUE_STRING -> quote(requireWhole(parser.getString()));
            // Numbers stay as they are written.
            default -> parser.getString();
        };
    }

    /** Go reads half a surrogate pair as U+FFFD: what differs in Java would have one hash. In names Jackson refuses it. */
    private static String requireWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = Character.isHighSurrogate(text.charAt(i))
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(++i));
                if (!pair) {
                    throw new IllegalStateException("it has half a surrogate pair, which is no character");
                }
            }
        }
        return text;
    }

    /** That of code points; strings of Java compare UTF-16, where surrogates come before the last of the others. */
    private static int inOrderOfUtf8(String one, String other) {
        int length = Math.min(one.length(), other.length());
        for (int i = 0; i < length; i++) {
            char a = one.charAt(i);
            char b = other.charAt(i);
            if (a != b) {
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
            }
        }
        return Integer.compare(one.length(), other.length());
    }

    private static void write(Object value, Consumer<String> out) {
        String separator = "";
        if (value instanceof Map<?, ?> members) {
            out.accept("{");
            for (Map.Entry<?, ?> member : members.entrySet()) {
                out.accept(separator);
                out.accept(quote((String) member.getKey()));
                out.accept(":");
                write(member.getValue(), out);
                separator = ",";
            }
            out.accept("}");
        } else if (value instanceof List<?> elements) {
            out.accept("[");
            for (Object element : elements) {
                out.accept(separator);
                write(element, out);
                separator = ",";
            }
            out.accept("]");
        } else {
            out.accept((String) value);
        }
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
                    } else {
                        quoted.appendCodePoint(point);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
