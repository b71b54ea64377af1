package dev.modelspec.engine.schema;

import com.networknt.schema.Error;
import dev.modelspec.engine.source.JsonPointers;
import dev.modelspec.engine.spec.ParsedSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The words of findings about the schema: what is wrong, and how to mend it. */
final class SchemaMessages {
    private static final int FEW = 12;

    private final SchemaTree schema;
    private final ParsedSpec spec;

    SchemaMessages(SchemaTree schema, ParsedSpec spec) {
        this.schema = schema;
        this.spec = spec;
    }

    /** What is wrong, and what to do about it. */
    record Text(String message, @Nullable String remediation) {}

    Text unknownField(String parent, String name) {
        List<String> allowed = schema.fields(parent);
        String where = parent.isEmpty() ? "A document of this kind" : "`" + dotted(parent) + "`";
        String message = where + " has no field `" + name + "`.";
        String meant = Spelling.nearest(name, allowed);
        if (meant != null) {
            return new Text(message, "Did you mean `" + meant + "`?");
        }
        List<String> places = schema.places(name);
        if (!places.isEmpty() && places.size() <= 2) {
            return new Text(message, "It belongs in `" + String.join("` or `", places) + "`.");
        }
        if (allowed.isEmpty() || allowed.size() > FEW) {
            return new Text(message, "Remove it.");
        }
        return new Text(message, "Its fields are: " + String.join(", ", allowed) + ".");
    }

    Text missing(String pointer) {
        JsonNode example = schema.example(pointer);
        String name = dotted(pointer);
        return new Text(
                "`" + name + "` is missing.",
                example == null
                        ? "Add it."
                        : "Add it, for example `" + lastSegment(pointer) + ": " + Values.show(example) + "`.");
    }

    Text type(String pointer, Error error) {
        return TypeMessages.text(dotted(pointer), error, spec.written(pointer), schema.example(pointer));
    }

    Text oneOf(String pointer, JsonNode allowed) {
        List<String> values = allowed.valueStream().map(Values::show).toList();
        return new Text(
                "`" + dotted(pointer) + "` is " + written(pointer) + ", which is none of its values.",
                "Use one of: " + String.join(", ", values) + ".");
    }

    Text constant(String pointer, Error error) {
        String only = Values.show(error.getSchemaNode());
        return new Text(
                "`" + dotted(pointer) + "` is " + written(pointer) + ", but can only be " + only + ".",
                "Write `" + lastSegment(pointer) + ": " + only + "`.");
    }

    Text range(String pointer, Error error) {
        String limit = Values.show(error.getSchemaNode());
        String words = switch (error.getKeyword()) {
            case "minimum" -> "at least " + limit;
            case "maximum" -> "at most " + limit;
            case "exclusiveMinimum" -> "more than " + limit;
            default -> "less than " + limit;
        };
        return new Text(
                "`" + dotted(pointer) + "` is " + written(pointer) + "; it has to be " + words + ".",
                "Use a number that is " + words + ".");
    }

    Text other(String pointer, Error error) {
        return new Text(
                "`" + dotted(pointer) + "` breaks the schema's `" + error.getKeyword() + "`: "
                        + Values.show(error.getSchemaNode()) + ".",
                null);
    }

    private String written(String pointer) {
        String written = spec.written(pointer);
        return written == null ? "not a single value" : written;
    }

    static String dotted(String pointer) {
        StringBuilder dotted = new StringBuilder();
        for (String segment : JsonPointers.segments(pointer)) {
            boolean index = !segment.isEmpty() && segment.chars().allMatch(c -> c >= '0' && c <= '9');
            if (index) {
                dotted.append('[').append(segment).append(']');
            } else {
                dotted.append(dotted.length() == 0 ? "" : ".").append(segment);
            }
        }
        return dotted.toString();
    }

    private static String lastSegment(String pointer) {
        List<String> segments = JsonPointers.segments(pointer);
        return segments.get(segments.size() - 1);
    }
}
