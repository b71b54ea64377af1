package dev.modelspec.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what surrounds a spec. */
final class ContextOptions {
    @Option(
            names = "--surface",
            paramLabel = "WHERE",
            description = "Where the question is asked, for profiles that tell it apart: ${COMPLETION-CANDIDATES}."
                    + " Default: ci if the variable CI is set to something else than false, no, off and 0, else cli.")
    private @Nullable Where where;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            description = "The Kubernetes namespace of specs that do not name theirs, for profiles that choose by it.")
    private @Nullable String namespace;

    @Option(
            names = "--namespace-label",
            paramLabel = "NAME=VALUE",
            description = "A label of that namespace, which has these and no others. May be given several times.")
    private List<String> labels = List.of();

    /** Whether anything is said. */
    boolean given() {
        return where != null || namespace != null || !labels.isEmpty();
    }

    /** What was chosen, or an {@link IllegalArgumentException} that says what is wrong with it. */
    ContextChoice choice() {
        return new ContextChoice(where, namespace, ContextChoice.labels(labels));
    }
}
