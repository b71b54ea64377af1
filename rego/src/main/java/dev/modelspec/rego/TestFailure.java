package dev.modelspec.rego;

import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The expression of a test that did not hold: the one that the test got furthest to.
 *
 * @param file the file it stands in
 * @param row its 1-based line
 * @param column its 1-based column, in bytes
 * @param text the expression
 * @param locals the variables of the test at that moment
 * @param comparison what was compared; null if the expression is no comparison, or a side of it has no value
 */
public record TestFailure(
        String file,
        int row,
        int column,
        String text,
        SortedMap<String, RegoValue> locals,
        @Nullable Comparison comparison) {

    /**
     * Two values and how they were compared.
     *
     * @param operator one of {@code == != < <= > >=}
     * @param left the value on its left, in a test usually what came out
     * @param right the value on its right, usually what was expected
     */
    public record Comparison(String operator, RegoValue left, RegoValue right) {}

    static TestFailure of(JsonNode failure) {
        return new TestFailure(
                failure.required("file").asString(),
                failure.required("row").asInt(),
                failure.required("column").asInt(),
                failure.required("text").asString(),
                RegoValue.mapOf(failure.path("locals")),
                failure.has("operator")
                        ? new Comparison(
                                failure.required("operator").asString(),
                                Objects.requireNonNull(RegoValue.of(failure.get("left"))),
                                Objects.requireNonNull(RegoValue.of(failure.get("right"))))
                        : null);
    }
}
