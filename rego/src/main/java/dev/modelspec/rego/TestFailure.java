package dev.modelspec.rego;

import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * @param reads what the expression refers to, such as {@code input.spec.runtime}, if it is no comparison; null where that is undefined
 * @param gap of a reference that is undefined, the first part of the way there that is; null if that is all of it
 * @param call the expression with the values of its arguments, if it is a call of something else; null if it is not
 */
public record TestFailure(
        String file,
        int row,
        int column,
        String text,
        SortedMap<String, RegoValue> locals,
        @Nullable Comparison comparison,
        SortedMap<String, @Nullable RegoValue> reads,
        @Nullable String gap,
        @Nullable String call) {

    /**
     * Two values and how they were compared.
     *
     * @param operator one of {@code == != < <= > >=}
     * @param left the value on its left, in a test usually what came out
     * @param right the value on its right, usually what was expected
     */
    public record Comparison(String operator, RegoValue left, RegoValue right) {}

    static TestFailure of(JsonNode failure) {
        var reads = new TreeMap<String, @Nullable RegoValue>();
        failure.path("reads").properties().forEach(read -> reads.put(read.getKey(), RegoValue.of(read.getValue())));
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
                        : null,
                reads,
                text(failure, "gap"),
                text(failure, "call"));
    }

    private static @Nullable String text(JsonNode failure, String field) {
        return failure.has(field) ? failure.required(field).asString() : null;
    }
}
