package dev.modelspec.engine.policy.builtin;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An object; its keys, of any type, are in Rego's order. */
public record RegoObject(NavigableMap<RegoValue, RegoValue> entries) implements RegoValue {
    public RegoObject {
        entries = Collections.unmodifiableNavigableMap(new TreeMap<>(entries));
    }

    static RegoObject of(Map<RegoValue, RegoValue> entries) {
        return new RegoObject(new TreeMap<>(entries));
    }

    @Nullable
    RegoValue get(String key) {
        return entries.get(new RegoString(key));
    }

    @Override
    public String typeName() {
        return "object";
    }
}
