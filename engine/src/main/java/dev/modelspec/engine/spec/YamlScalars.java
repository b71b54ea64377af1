package dev.modelspec.engine.spec;

import dev.modelspec.engine.source.JsonPointers;
import dev.modelspec.engine.source.Positions;
import dev.modelspec.engine.source.SourceText;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** Reads YAML scalars, and says what is wrong with them and with tags. */
final class YamlScalars {
    private static final String CORE = "tag:yaml.org,2002:";

    private static final Set<String> CORE_TYPES =
            Set.of("!!str", "!!int", "!!float", "!!bool", "!!null", "!!map", "!!seq");

    private final SourceText text;
    private final SyntaxFindings findings;
    private final TreeBuilder builder;

    YamlScalars(SourceText text, SyntaxFindings findings, TreeBuilder builder) {
        this.text = text;
        this.findings = findings;
        this.builder = builder;
    }

    Built value(ScalarEvent scalar, int from, int end) {
        String value = scalar.getValue();
        int start = withoutProperties(scalar, from, end);
        if (scalar.getTag().isPresent()) {
            return builder.scalar(tagged(scalar, scalar.getTag().get(), from, end), start, end);
        }
        if (!scalar.isPlain()) {
            return builder.scalar(StringNode.valueOf(value), start, end);
        }
        JsonNode agreed = PlainScalar.read(value);
        if (agreed != null) {
            return builder.scalar(agreed, start, end);
        }
        ScalarProblem problem = ScalarProblem.of(value);
        findings.add(problem.rule(), builder.pointer(), start, end, problem.message(), problem.remediation());
        return builder.scalar(StringNode.valueOf(value), start, end);
    }

    /** The name of a field. Its value is always text; a finding says if it was meant otherwise. */
    Built key(ScalarEvent scalar, int start, int end) {
        String name = scalar.getValue();
        if (scalar.getTag().isPresent()) {
            checkTag(scalar.getTag(), CORE + "str", start, end);
        } else if (scalar.isPlain()) {
            JsonNode meaning = PlainScalar.read(name);
            if (meaning == null || !meaning.isString()) {
                notText(name, meaning, start, end);
            }
        }
        return new Built(StringNode.valueOf(name), Positions.ofScalar(start, end), 1, 0);
    }

    private void notText(String name, @Nullable JsonNode meaning, int start, int end) {
        String problem = meaning == null
                ? ScalarProblem.of(name).message()
                : "Unquoted `" + name + "` is " + Values.describe(meaning) + ".";
        findings.add(
                SyntaxRule.NON_STRING_KEY,
                JsonPointers.child(builder.pointer(), name),
                start,
                end,
                "The name of a field has to be text. " + problem,
                "Write the name in quotes: \"" + name + "\".");
    }

    /** A finding if there is a tag and it is not the one that goes without saying. */
    void checkTag(Optional<String> tag, String expected, int start, int end) {
        if (tag.isPresent() && !tag.get().equals(expected) && !tag.get().equals("!")) {
            unsupported(tag.get(), start, end);
        }
    }

    private JsonNode tagged(ScalarEvent scalar, String tag, int start, int end) {
        String value = scalar.getValue();
        if (tag.equals("!") || tag.equals(CORE + "str")) {
            return StringNode.valueOf(value);
        }
        JsonNode meaning = PlainScalar.read(value);
        if (meaning == null || !tag.equals(CORE + coreType(meaning))) {
            unsupported(tag, start, end);
            return StringNode.valueOf(value);
        }
        return meaning;
    }

    private static @Nullable String coreType(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL -> "null";
            case BOOLEAN -> "bool";
            case NUMBER -> value.isIntegralNumber() ? "int" : "float";
            default -> null;
        };
    }

    private void unsupported(String tag, int start, int end) {
        String shown = tag.startsWith(CORE) ? "!!" + tag.substring(CORE.length()) : tag;
        int from = Math.max(start, text.text().indexOf('!', start));
        int to = from;
        while (to < end && text.text().charAt(to) > ' ') {
            to++;
        }
        boolean core = CORE_TYPES.contains(shown);
        findings.add(
                SyntaxRule.TAG,
                builder.pointer(),
                from,
                to,
                core
                        ? "The tag `" + shown + "` does not fit this value."
                        : "The tag `" + shown + "` means nothing in a spec.",
                "Remove the tag and write the value itself.");
    }

    /** Where the value itself starts: an event starts at its anchor or tag. */
    private int withoutProperties(ScalarEvent scalar, int start, int end) {
        if (scalar.getAnchor().isEmpty() && scalar.getTag().isEmpty()) {
            return start;
        }
        int length = scalar.getValue().length();
        boolean asWritten =
                scalar.isPlain() && end - length >= start && text.text().startsWith(scalar.getValue(), end - length);
        return asWritten ? end - length : start;
    }
}
