package dev.modelspec.cli;

import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Namespace;
import dev.modelspec.engine.policy.Surface;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the user says of the surroundings of specs.
 *
 * @param where null if it is to be guessed
 * @param namespace the name of the namespace
 * @param namespaceLabels its labels
 */
record ContextChoice(@Nullable Where where, @Nullable String namespace, Map<String, String> namespaceLabels) {
    static final ContextChoice NOTHING = new ContextChoice(null, null, Map.of());

    /** The label that Kubernetes gives every namespace. */
    private static final String NAME_LABEL = "kubernetes.io/metadata.name";

    ContextChoice {
        namespaceLabels = Map.copyOf(namespaceLabels);
    }

    /** Labels written as {@code name=value}; an {@link IllegalArgumentException} says which one is not. */
    static Map<String, String> labels(List<String> written) {
        var labels = new LinkedHashMap<String, String>();
        for (String label : written) {
            int equals = label.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "--namespace-label must be NAME=VALUE, such as env=prod, not " + label);
            }
            String name = label.substring(0, equals);
            String before = labels.put(name, label.substring(equals + 1));
            if (before != null && !before.equals(labels.get(name))) {
                throw new IllegalArgumentException(
                        "--namespace-label gives " + name + " two values, " + before + " and " + labels.get(name));
            }
        }
        return labels;
    }

    /** Nothing but the name of a namespace, if there is one. */
    static ContextChoice in(@Nullable String namespace) {
        if (namespace != null && namespace.isEmpty()) {
            throw new IllegalArgumentException("--namespace must not be empty");
        }
        return new ContextChoice(null, namespace, Map.of());
    }

    /** All that is known before a spec is read. */
    EvaluationContext context(Console console) {
        Where known = where == null ? Where.guess(console) : where;
        return context(known.surface());
    }

    /** The same on a surface that is known. */
    EvaluationContext context(Surface surface) {
        return EvaluationContext.of(surface).in(place());
    }

    private @Nullable Namespace place() {
        if (namespace == null && namespaceLabels.isEmpty()) {
            return null;
        }
        var labels = new HashMap<>(namespaceLabels);
        if (namespace != null) {
            labels.putIfAbsent(NAME_LABEL, namespace);
        }
        return new Namespace(namespace, labels);
    }
}
