package dev.modelspec.engine.policy.builtin;

import java.util.List;
import java.util.function.Function;

/** An array. */
public record RegoArray(List<RegoValue> elements) implements RegoValue {
    public RegoArray {
        elements = List.copyOf(elements);
    }

    static RegoArray of(RegoValue... elements) {
        return new RegoArray(List.of(elements));
    }

    static <T> RegoArray of(List<T> items, Function<? super T, ? extends RegoValue> toValue) {
        return new RegoArray(items.stream().<RegoValue>map(toValue).toList());
    }

    static RegoArray ofStrings(List<String> strings) {
        return of(strings, RegoString::new);
    }

    @Override
    public String typeName() {
        return "array";
    }
}
