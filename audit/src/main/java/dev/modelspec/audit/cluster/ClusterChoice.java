package dev.modelspec.audit.cluster;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster, and which part of it.
 *
 * @param kubeconfig null for the one that {@code KUBECONFIG} names or the user has, or for the cluster that this runs in
 * @param context of the kubeconfig; null for its current one
 * @param namespaces none for all of them
 */
public record ClusterChoice(
        @Nullable Path kubeconfig, @Nullable String context, List<String> namespaces) {
    public ClusterChoice {
        namespaces = List.copyOf(namespaces);
    }
}
