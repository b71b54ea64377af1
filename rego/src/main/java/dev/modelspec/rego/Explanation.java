package dev.modelspec.rego;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why a rule did or did not find something, by OPA's own trace.
 *
 * @param values what the rules of the package came to, those that have a value and are no functions
 * @param definitions all definitions in the package, in the order of the file
 */
public record Explanation(SortedMap<String, RegoValue> values, List<Definition> definitions) {

    /**
     * One body of one rule. What follows {@code else} is another.
     *
     * @param name the rule's name
     * @param function whether the rule is a function
     * @param file the file it stands in
     * @param row the 1-based line it begins on
     * @param entered how often it was begun
     * @param held how often all of it held
     * @param locals its variables when it held last; empty if it never did
     * @param steps its expressions in order
     */
    public record Definition(
            String name,
            boolean function,
            String file,
            int row,
            int entered,
            int held,
            SortedMap<String, RegoValue> locals,
            List<Step> steps) {}

    /**
     * What became of one expression.
     *
     * @param row its 1-based line
     * @param column its 1-based column, in bytes
     * @param text the expression
     * @param reached whether it was evaluated at all
     * @param held whether it held at least once
     * @param locals the variables when it failed last, if it never held
     * @param reads what it refers to outside of its body, such as {@code input.spec.runtime}; null where that is undefined
     */
    public record Step(
            int row,
            int column,
            String text,
            boolean reached,
            boolean held,
            SortedMap<String, RegoValue> locals,
            SortedMap<String, @Nullable RegoValue> reads) {
        private Step with(UnaryOperator<String> texts) {
            var others = new TreeMap<String, @Nullable RegoValue>();
            reads.forEach((name, value) -> others.put(name, value == null ? null : value.with(texts)));
            return new Step(row, column, text, reached, held, RegoValue.with(locals, texts), others);
        }
    }

    /** The same with other texts of values. */
    public Explanation with(UnaryOperator<String> texts) {
        return new Explanation(
                RegoValue.with(values, texts),
                definitions.stream()
                        .map(definition -> new Definition(
                                definition.name,
                                definition.function,
                                definition.file,
                                definition.row,
                                definition.entered,
                                definition.held,
                                RegoValue.with(definition.locals, texts),
                                definition.steps.stream()
                                        .map(step -> step.with(texts))
                                        .toList()))
                        .toList());
    }

    static Explanation of(JsonNode explanation) {
        return new Explanation(
                RegoValue.mapOf(explanation.required("values")),
                explanation
                        .required("definitions")
                        .valueStream()
                        .map(Explanation::definition)
                        .toList());
    }

    private static Definition definition(JsonNode definition) {
        return new Definition(
                definition.required("name").asString(),
                definition.required("function").asBoolean(),
                definition.required("file").asString(),
                definition.required("row").asInt(),
                definition.required("entered").asInt(),
                definition.required("held").asInt(),
                RegoValue.mapOf(definition.path("locals")),
                definition
                        .required("expressions")
                        .valueStream()
                        .map(Explanation::step)
                        .toList());
    }

    private static Step step(JsonNode step) {
        var reads = new TreeMap<String, @Nullable RegoValue>();
        step.path("reads").properties().forEach(read -> reads.put(read.getKey(), RegoValue.of(read.getValue())));
        return new Step(
                step.required("row").asInt(),
                step.required("column").asInt(),
                step.required("text").asString(),
                step.required("reached").asBoolean(),
                step.required("held").asBoolean(),
                RegoValue.mapOf(step.path("locals")),
                reads);
    }
}
