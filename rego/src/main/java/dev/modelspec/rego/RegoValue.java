package dev.modelspec.rego;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value as Rego writes it; of a very large one the beginning.
 *
 * @param text on one line
 * @param lines on as many lines as it needs, with one element of a collection a line
 */
public record RegoValue(String text, String lines) {

    static @Nullable RegoValue of(@Nullable JsonNode value) {
        return value == null || value.isNull()
                ? null
                : new RegoValue(
                        value.required("text").asString(),
                        value.required("lines").asString());
    }

    RegoValue with(UnaryOperator<String> texts) {
        return new RegoValue(texts.apply(text), texts.apply(lines));
    }

    static SortedMap<String, RegoValue> with(SortedMap<String, RegoValue> values, UnaryOperator<String> texts) {
        var others = new TreeMap<String, RegoValue>();
        values.forEach((name, value) -> others.put(name, value.with(texts)));
        return others;
    }

    /** The values that are there, by name. */
    static SortedMap<String, RegoValue> mapOf(JsonNode values) {
        var map = new TreeMap<String, RegoValue>();
        for (var entry : values.properties()) {
            RegoValue value = of(entry.getValue());
            if (value != null) {
                map.put(entry.getKey(), value);
            }
        }
        return map;
    }
}
