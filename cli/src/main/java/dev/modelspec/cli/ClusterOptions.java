package dev.modelspec.cli;

import dev.modelspec.audit.cluster.ClusterChoice;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which cluster to look at. */
final class ClusterOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--cluster", description = "Audit the ModelSpecs of a Kubernetes cluster instead of files.")
    private boolean cluster;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "How to reach the cluster. Default: what KUBECONFIG names, or the user's own, or the cluster that"
                            + " this runs in.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "NAME",
            description = "A context of the kubeconfig. Default: its current one.")
    private @Nullable String context;

    @Option(
            names = "--waiver-namespace",
            paramLabel = "NAME",
            description = "The namespace of the cluster whose Waivers count. None elsewhere does, so that a team cannot"
                    + " excuse itself.")
    private @Nullable String waiverNamespace;

    /**
     * The cluster to audit; null for files.
     *
     * @param namespaces none for all
     */
    @Nullable
    ClusterAudit chosen(List<String> namespaces) {
        if (!cluster) {
            if (kubeconfig != null || context != null || waiverNamespace != null) {
                throw new ParameterException(
                        spec.commandLine(), "--kubeconfig, --context and --waiver-namespace need --cluster");
            }
            return null;
        }
        return new ClusterAudit(new ClusterChoice(kubeconfig, context, namespaces), waiverNamespace);
    }

    /**
     * A cluster to audit.
     *
     * @param waiverNamespace where its waivers are that count; null for nowhere
     */
    record ClusterAudit(ClusterChoice choice, @Nullable String waiverNamespace) {}
}
