package dev.modelspec.engine.schema;

import dev.modelspec.engine.source.JsonPointers;
import dev.modelspec.engine.spec.ParsedSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/** The words of findings about the schema: what is wrong, and how to mend it. */
final class SchemaMessages {
    /** As many as a message can list. */
    static final int FEW_FIELDS = 12;

    private static final int SHORT = 72;

    private final SchemaTree schema;
    private final ParsedSpec spec;
    private final Map<String, TextFormat> formats;

    SchemaMessages(SchemaTree schema, ParsedSpec spec, Map<String, TextFormat> formats) {
        this.schema = schema;
        this.spec = spec;
        this.formats = formats;
    }

    /**
     * What is wrong, and what to do about it.
     *
     * @param replacement the text that mends it by standing in place of what is shown; null if there is none for sure
     */
    record Text(
            String message,
            @Nullable String remediation,
            @Nullable String replacement) {
        Text(String message, @Nullable String remediation) {
            this(message, remediation, null);
        }
    }

    /** The field that was meant by an unknown one, or null. */
    @Nullable
    String meant(String parent, String name) {
        List<String> free = schema.fields(parent).stream()
                .filter(field -> !spec.tree().at(parent).has(field))
                .toList();
        return Spelling.nearest(name, free);
    }

    Text unknownField(String parent, String name) {
        String message = subject(parent) + " has no " + schema.fieldNoun(parent) + " `" + name + "`.";
        if (spec.isClusterField(JsonPointers.child(parent, name))) {
            return new Text(
                    message,
                    parent.isEmpty()
                            ? "Kubernetes writes this field. Remove it, as this spec is in file form."
                            : "Kubernetes has it, but this spec is in file form. In a manifest, write its version and"
                                    + " description as the annotations piqc.ai/version and piqc.ai/description.");
        }
        List<String> fields = schema.fields(parent);
        String meant = meant(parent, name);
        if (meant != null) {
            String replacement = spec.inPlaceOfKey(JsonPointers.child(parent, name), meant);
            return new Text(message, "Did you mean `" + meant + "`?", replacement);
        }
        List<String> places = schema.places(name);
        if (!places.isEmpty() && places.size() <= 2) {
            return new Text(message, "Its place is `" + String.join("` or `", places) + "`.");
        }
        return new Text(
                message,
                fields.isEmpty() || fields.size() > FEW_FIELDS
                        ? "Remove it."
                        : "Remove it, or use one of its fields: " + String.join(", ", fields) + ".");
    }

    Text missing(String pointer) {
        String message = "`" + Values.dotted(pointer) + "` is missing.";
        String line = exampleLine(pointer);
        if (line != null) {
            return new Text(message, "Add it, for example `" + line + "`.");
        }
        List<String> required = schema.required(pointer);
        String name = Values.lastSegment(pointer);
        return new Text(
                message,
                required.isEmpty()
                        ? "Add it."
                        : "Add `" + name + ":` with at least `" + String.join("`, `", required) + "` below it.");
    }

    Text type(Violation violation) {
        String pointer = violation.pointer();
        String written = spec.written(pointer);
        return new TypeMessages(
                        violation,
                        written == null ? "" : written,
                        exampleLine(pointer),
                        schema.fields(pointer),
                        schema.isRequired(pointer))
                .text();
    }

    Text oneOf(Violation violation) {
        List<String> values =
                violation.expected().valueStream().map(Values::show).toList();
        String meant = violation.actual().isString()
                ? Spelling.nearest(violation.actual().stringValue(), values)
                : null;
        return new Text(
                is(violation) + ", which is none of its values.",
                (meant == null ? "" : "Did you mean `" + meant + "`? ") + "Use one of: " + String.join(", ", values)
                        + ".",
                meant == null ? null : spec.inPlace(violation.pointer(), StringNode.valueOf(meant)));
    }

    Text constant(Violation violation) {
        String only = Values.show(violation.expected());
        return new Text(
                is(violation) + "; it has to be `" + only + "`.",
                "Write `" + Values.lastSegment(violation.pointer()) + ": " + only + "`.",
                spec.inPlace(violation.pointer(), violation.expected()));
    }

    Text range(Violation violation) {
        String limit = Values.show(violation.expected());
        String words = switch (violation.keyword()) {
            case "minimum" -> "at least " + limit;
            case "maximum" -> "at most " + limit;
            case "exclusiveMinimum" -> "more than " + limit;
            default -> "less than " + limit;
        };
        return new Text(is(violation) + "; it has to be " + words + ".", forExample(violation.pointer()));
    }

    Text size(Violation violation) {
        String keyword = violation.keyword();
        String limit = (keyword.startsWith("min") ? "at least " : "at most ") + Values.show(violation.expected());
        String unit = keyword.endsWith("Length") ? "character" : keyword.endsWith("Items") ? "element" : "field";
        String plural = violation.expected().asString().equals("1") ? "" : "s";
        return new Text(
                "`" + Values.dotted(violation.pointer()) + "` has to have " + limit + " " + unit + plural + ".", null);
    }

    Text format(Violation violation) {
        TextFormat format = formats.get(violation.expected().asString(""));
        if (format == null) {
            return other(violation);
        }
        return new Text(
                is(violation) + ", which " + format.problem(violation.actual().asString("")) + ".",
                format.remediation());
    }

    Text other(Violation violation) {
        return new Text(
                "`" + Values.dotted(violation.pointer()) + "` breaks `" + violation.keyword() + ": "
                        + Values.show(violation.expected()) + "` of the schema.",
                forExample(violation.pointer()));
    }

    Text more(int count) {
        return new Text(
                String.format(Locale.ROOT, "There are %,d more places that break the schema.", count),
                "Mend the ones above, and check again.");
    }

    private String is(Violation violation) {
        return "`" + Values.dotted(violation.pointer()) + "` is `" + Values.show(violation.actual()) + "`";
    }

    private String subject(String pointer) {
        return pointer.isEmpty() ? "A " + schema.title() : "`" + Values.dotted(pointer) + "`";
    }

    private @Nullable String forExample(String pointer) {
        String line = exampleLine(pointer);
        return line == null ? null : "For example `" + line + "`.";
    }

    /** Whether a part of a pointer leads to an element of a list. */
    static boolean isElement(String segment) {
        return !segment.isEmpty() && segment.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private @Nullable String exampleLine(String pointer) {
        JsonNode example = schema.example(pointer);
        if (pointer.isEmpty() || example == null) {
            return null;
        }
        String shown = Values.show(example);
        String element = Values.lastSegment(pointer);
        String line = isElement(element) ? "- " + shown : element + ": " + shown;
        return line.length() <= SHORT ? line : null;
    }
}
