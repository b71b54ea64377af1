package dev.modelspec.engine.governance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The Kubernetes namespace that a spec is in, or is about to enter.
 *
 * @param name null if only its labels are known
 * @param labels all of its labels
 */
public record Namespace(@Nullable String name, Map<String, String> labels) {
    public Namespace {
        labels = Map.copyOf(labels);
    }
}
