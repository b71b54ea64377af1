package dev.modelspec.engine.governance;

import org.jspecify.annotations.Nullable;

/** Finds the specs that {@code spec.pipeline.dependencies} refers to. It has to be thread-safe, and asks no rules. */
@FunctionalInterface
public interface DependencyResolver {
    /**
     * Finds a spec.
     *
     * @param specRef the reference as it is written
     * @param source the source of the spec that has the reference
     * @return null if there is no such spec, or it cannot be read
     */
    @Nullable
    Dependency resolve(String specRef, String source);
}
