package dev.modelspec.audit.cluster;

import dev.modelspec.engine.finding.ConfigurationException;
import io.fabric8.kubernetes.client.Config;

/**
 * A live cluster that is audited, until closed.
 *
 * <pre>{@code
 * try (var cluster = Cluster.open(choice)) {
 *     ClusterWaivers waivers = cluster.waivers("model-governance");
 *     ClusterSpecs specs = cluster.specs();
 *     while (specs.hasNext()) { … specs.next() … }
 * }
 * }</pre>
 */
public final class Cluster implements AutoCloseable {
    private final ApiServer server;
    private final ClusterChoice choice;

    private Cluster(ApiServer server, ClusterChoice choice) {
        this.server = server;
        this.choice = choice;
    }

    /**
     * Reads the kubeconfig. Nothing is asked of the cluster yet.
     *
     * @throws ConfigurationException if there is none, or it has no such context, or its credentials are none
     */
    public static Cluster open(ClusterChoice choice) {
        Config config = Kubeconfigs.of(choice);
        return new Cluster(new ApiServer(Kubeconfigs.client(config), Kubeconfigs.name(config)), choice);
    }

    /** The name by which people know it: that of the context, or its address if there is none. */
    public String name() {
        return server.name();
    }

    /**
     * Its ModelSpecs, in the namespaces that were chosen.
     *
     * @throws ConfigurationException if the namespaces cannot be had; so does the iterator for the specs
     */
    public ClusterSpecs specs() {
        return new ClusterSpecs(server, choice.namespaces());
    }

    /**
     * Its waivers.
     *
     * @param namespace the one that was designated for them
     * @throws ConfigurationException if they cannot be had
     */
    public ClusterWaivers waivers(String namespace) {
        return ClusterWaivers.of(server, namespace);
    }

    @Override
    public void close() {
        server.close();
    }
}
