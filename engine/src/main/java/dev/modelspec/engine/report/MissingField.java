package dev.modelspec.engine.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds how far a reference to {@code input} leads. */
final class MissingField {
    private static final Pattern SEGMENT =
            Pattern.compile("\\.([A-Za-z_]\\w*)|\\[\"((?:[^\"\\\\]|\\\\.)*)\"\\]|\\[(\\d+)\\]");

    private MissingField() {}

    /**
     * The beginning of a reference up to the first field that is not there.
     *
     * @param reference such as {@code input.spec.runtime["x-y"]}
     * @return null if all of it is there
     */
    static @Nullable String of(String reference, JsonNode input) {
        JsonNode at = input;
        for (Matcher segment = SEGMENT.matcher(reference); segment.find(); ) {
            String name = segment.group(1) == null ? segment.group(2) : segment.group(1);
            at = name == null ? at.path(Integer.parseInt(segment.group(3))) : at.path(name);
            if (at.isMissingNode()) {
                return reference.substring(0, segment.end());
            }
        }
        return null;
    }
}
