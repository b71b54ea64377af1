package dev.modelspec.cli;

import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.governance.LabelSyntax;
import dev.modelspec.engine.governance.Namespace;
import dev.modelspec.engine.governance.ProfileOverride;
import dev.modelspec.engine.policy.Surface;
import java.io.IOException;
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

    /** An {@link IllegalArgumentException} says what there cannot be in Kubernetes. */
    ContextChoice {
        namespaceLabels = Map.copyOf(namespaceLabels);
        if (namespace != null) {
            requireNamespace(namespace);
        }
        namespaceLabels.forEach((name, value) -> {
            if (!LabelSyntax.isKey(name) || !LabelSyntax.isValue(value)) {
                throw new IllegalArgumentException(
                        "--namespace-label cannot be `" + name + "=" + value + "`: a name and a value have at most 63"
                                + " letters, digits, `-`, `_` and `.`, with a letter or digit at both ends");
            }
        });
    }

    static String requireNamespace(String name) {
        if (!LabelSyntax.isNamespace(name)) {
            throw new IllegalArgumentException(
                    "--namespace must be lower-case letters, digits and `-`, at most 63, not `" + name + "`");
        }
        return name;
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

    /** Says which overrides are left out because nothing is said of the namespace that they are about. */
    static void sayWhatIsLeftOut(Governance governance, EvaluationContext context, Console console) throws IOException {
        List<String> names = governance.undecided(context).stream()
                .map(ProfileOverride::name)
                .toList();
        if (!names.isEmpty()) {
            boolean named = context.namespace() != null && context.namespace().name() != null;
            console.complain("Of the profile " + governance.profile() + ", what it chooses by "
                    + (named ? "labels of namespaces" : "namespaces") + " is left out where "
                    + (named ? "they" : "these") + " are not known (" + String.join(", ", names) + "); say "
                    + (named ? "" : "--namespace NAME and ") + "--namespace-label NAME=VALUE");
        }
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
        return new Namespace(namespace, namespaceLabels.isEmpty() ? null : namespaceLabels);
    }
}
