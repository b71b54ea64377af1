package dev.modelspec.engine.governance;

import dev.modelspec.engine.policy.PolicyFinding;
import dev.modelspec.engine.source.JsonPointers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The values of a spec that rules found to be secrets, to be left out of what is shown of it. */
final class SecretTexts {
    private static final String HIDDEN = "***";

    /** Whatever Rego writes otherwise than it is. */
    private static final Pattern ESCAPED = Pattern.compile("[^ -~]+|[\"\\\\]");

    /** Shorter parts of a secret are in everything. */
    private static final int SHORTEST = 4;

    private final List<String> parts;

    private SecretTexts(List<String> parts) {
        this.parts = parts;
    }

    /** Those that findings are about. */
    static SecretTexts of(JsonNode spec, List<PolicyFinding> found) {
        var parts = new ArrayList<String>();
        found.stream()
                .map(PolicyFinding::secret)
                .filter(Objects::nonNull)
                .map(path -> spec.at(JsonPointer.compile(JsonPointers.of(path))).asString(""))
                .distinct()
                .forEach(secret -> {
                    parts.add('"' + secret + '"');
                    ESCAPED.splitAsStream(secret)
                            .filter(part -> part.length() >= SHORTEST)
                            .forEach(parts::add);
                });
        parts.sort(Comparator.comparingInt(String::length).reversed());
        return new SecretTexts(
                parts.stream().map(part -> part.toLowerCase(Locale.ROOT)).toList());
    }

    /** A text without them, whatever their case, and also where it was cut off within one. */
    String hide(String text) {
        String hidden = text;
        for (String part : parts) {
            hidden = hide(hidden, part);
        }
        return hidden;
    }

    private static String hide(String text, String part) {
        var out = new StringBuilder();
        int from = 0;
        for (int at = 0; at <= text.length() - SHORTEST; at++) {
            int length = Math.min(part.length(), text.length() - at);
            if (text.regionMatches(true, at, part, 0, length)) {
                boolean quoted = part.startsWith("\"");
                out.append(text, from, at).append(quoted ? '"' + HIDDEN + '"' : HIDDEN);
                from = at + length;
                at = from - 1;
            }
        }
        return out.append(text.substring(from)).toString();
    }
}
