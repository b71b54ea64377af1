package dev.modelspec.engine.governance;

import dev.modelspec.engine.spec.ParsedSpec;
import tools.jackson.databind.node.ObjectNode;

/**
 * A spec that another refers to.
 *
 * @param source where it is, for its own references to be resolved from there
 * @param tree the spec, as a parser read it; it may break its schema
 */
public record Dependency(String source, ObjectNode tree) {
    /** A spec that was read. */
    public static Dependency of(ParsedSpec spec) {
        return new Dependency(spec.source(), spec.tree());
    }
}
