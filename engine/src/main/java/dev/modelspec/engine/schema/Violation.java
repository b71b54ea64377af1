package dev.modelspec.engine.schema;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import dev.modelspec.engine.source.JsonPointers;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * One error of the JSON Schema library.
 *
 * @param pointer the value that is wrong
 * @param keyword of the schema that it breaks, such as {@code enum}
 * @param property the field that is missing or unknown, empty unless the keyword is about fields
 * @param expected the value of the keyword
 * @param actual the value that is wrong
 * @param path the keywords that were followed to this one, from the root of the schema
 */
record Violation(
        String pointer, String keyword, String property, JsonNode expected, JsonNode actual, List<String> path) {

    static Violation of(Error error) {
        JsonNode expected = error.getSchemaNode();
        JsonNode actual = error.getInstanceNode();
        return new Violation(
                JsonPointers.of(segments(error.getInstanceLocation())),
                error.getKeyword(),
                error.getProperty() == null ? "" : error.getProperty(),
                expected == null ? MissingNode.getInstance() : expected,
                actual == null ? MissingNode.getInstance() : actual,
                segments(error.getEvaluationPath()));
    }

    boolean is(String wanted) {
        return keyword.equals(wanted);
    }

    /** What it is about: the missing or unknown field, or else the value. */
    String subject() {
        return property.isEmpty() ? pointer : JsonPointers.child(pointer, property);
    }

    private static List<String> segments(NodePath path) {
        List<String> segments = new ArrayList<>(path.getNameCount());
        for (int i = 0; i < path.getNameCount(); i++) {
            segments.add(String.valueOf(path.getElement(i)));
        }
        return segments;
    }
}
