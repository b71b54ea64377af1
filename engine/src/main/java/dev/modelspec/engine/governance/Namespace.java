package dev.modelspec.engine.governance;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The Kubernetes namespace that a spec is in, or is about to enter.
 *
 * @param name null if only its labels are known
 * @param labels all of its labels; null if they are not known, but for the one that tells its name
 */
public record Namespace(@Nullable String name, @Nullable Map<String, String> labels) {
    /** The label that Kubernetes gives every namespace. */
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    public Namespace {
        labels = labels == null ? null : withName(labels, name);
    }

    /** A namespace of which nothing is known but its name. */
    public static Namespace named(String name) {
        return new Namespace(name, null);
    }

    /** In one order always, so that the same input is the same text. */
    private static Map<String, String> withName(Map<String, String> labels, @Nullable String name) {
        var all = new TreeMap<>(labels);
        if (name != null) {
            all.putIfAbsent(NAME_LABEL, name);
        }
        return Collections.unmodifiableMap(all);
    }

    /** Whether it is known if it has a label, and which value. */
    boolean knows(String label) {
        return labels != null || (name != null && label.equals(NAME_LABEL));
    }

    /** The labels that are known. */
    Map<String, String> knownLabels() {
        return labels != null ? labels : name == null ? Map.of() : Map.of(NAME_LABEL, name);
    }
}
