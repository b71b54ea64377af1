package dev.modelspec.engine.policy.builtin;

import java.util.Collection;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.TreeSet;

/** A set; its elements are in Rego's order. */
public record RegoSet(NavigableSet<RegoValue> elements) implements RegoValue {
    public RegoSet {
        elements = Collections.unmodifiableNavigableSet(new TreeSet<>(elements));
    }

    static RegoSet of(Collection<? extends RegoValue> elements) {
        return new RegoSet(new TreeSet<>(elements));
    }

    @Override
    public String typeName() {
        return "set";
    }
}
