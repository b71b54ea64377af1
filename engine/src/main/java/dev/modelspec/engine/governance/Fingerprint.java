package dev.modelspec.engine.governance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What stays the same of a finding while its text moves or is laid out anew: the rule, the spec, and what in the spec it is about. No
 * lines, no message, and no position in a list whose items have a name or an id. Findings of the same rule about the same thing have
 * the same fingerprint; whoever compares them counts.
 *
 * <p>It is the first half of the SHA-256 of these, in hexadecimal.
 */
final class Fingerprint {
    private static final String VERSION = "modelspec/1";
    private static final int BYTES = 16;
    private static final List<String> NAMES = List.of("id", "name", "specRef");

    private Fingerprint() {}

    /**
     * The fingerprint of a finding.
     *
     * @param namespace of the spec; null if none is known
     * @param name of the spec, or of its source if it has none
     * @param tree of the spec
     * @param path from the root of the spec to what the finding is about
     */
    static String of(String rule, @Nullable String namespace, String name, JsonNode tree, List<?> path) {
        var text = new StringBuilder(160)
                .append(VERSION)
                .append('\0')
                .append(rule)
                .append('\0')
                .append(namespace == null ? "" : namespace)
                .append('\0')
                .append(name);
        JsonNode at = tree;
        for (Object segment : path) {
            text.append('\0').append(step(at, String.valueOf(segment)));
            at = at.isArray() ? item(at, String.valueOf(segment)) : at.path(String.valueOf(segment));
        }
        return HexFormat.of().formatHex(sha256(text.toString()), 0, BYTES);
    }

    /** One step of the path: for an item of a list its name, if it has one. */
    private static String step(JsonNode parent, String segment) {
        if (parent.isArray()) {
            JsonNode item = item(parent, segment);
            for (String name : NAMES) {
                if (item.path(name).isString()) {
                    return "[" + name + "=" + item.path(name).stringValue() + "]";
                }
            }
        }
        return segment;
    }

    private static JsonNode item(JsonNode list, String index) {
        boolean number =
                !index.isEmpty() && index.length() < 10 && index.chars().allMatch(c -> c >= '0' && c <= '9');
        return list.path(number ? Integer.parseInt(index) : -1);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
