package dev.modelspec.engine.policy.builtin;

import java.util.Collection;
import java.util.Optional;

/** What arrays and sets have in common. */
final class RegoCollections {
    private RegoCollections() {}

    /** The elements of an array or a set; empty for other values. */
    static Optional<Collection<RegoValue>> elements(RegoValue value) {
        if (value instanceof RegoArray array) {
            return Optional.of(array.elements());
        }
        return value instanceof RegoSet set ? Optional.of(set.elements()) : Optional.empty();
    }
}
