package dev.modelspec.audit.cluster;

import dev.modelspec.engine.finding.ConfigurationException;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How to reach a cluster, and as whom. */
final class Kubeconfigs {
    private static final String SUMMARY = "The cluster cannot be chosen";
    private static final Path TOKEN_IN_POD = Path.of("/var/run/secrets/kubernetes.io/serviceaccount/token");

    private static final String EC_KEY = "EC";

    private Kubeconfigs() {}

    /** @throws ConfigurationException if there is no kubeconfig, or it has no such context */
    static Config of(ClusterChoice choice) {
        Config config = read(choice);
        String context = choice.context();
        NamedContext current = config.getCurrentContext();
        if (context != null && (current == null || !context.equals(current.getName()))) {
            String known = config.getContexts().stream()
                    .map(NamedContext::getName)
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw wrong("there is no context " + context + " in "
                    + (choice.kubeconfig() == null ? "the kubeconfig" : choice.kubeconfig())
                    + (known.isEmpty() ? ". It has none." : ". It has " + known + "."));
        }
        if (current == null && choice.kubeconfig() != null) {
            throw wrong(
                    choice.kubeconfig() + ": no context is chosen. Name one with --context, or set `current-context`.");
        }
        // Requests are tried again here, where it is known what may be repeated.
        config.setRequestRetryBackoffLimit(0);
        return config;
    }

    private static Config read(ClusterChoice choice) {
        Path file = choice.kubeconfig();
        if (file != null && !Files.isRegularFile(file)) {
            throw wrong(file + ": there is no such kubeconfig. Name another with --kubeconfig.");
        }
        if (file == null && !Files.exists(TOKEN_IN_POD)) {
            Collection<String> usual = Config.getKubeconfigFilenames();
            if (usual.stream().noneMatch(name -> Files.isRegularFile(Path.of(name)))) {
                throw wrong(
                        "there is no kubeconfig at " + String.join(", ", usual)
                                + ", and this does not run in a cluster. Name one with --kubeconfig or the variable KUBECONFIG.");
            }
        }
        try {
            return file == null
                    ? Config.autoConfigure(choice.context())
                    : Config.fromKubeconfig(choice.context(), file.toFile());
        } catch (RuntimeException e) {
            throw wrong((file == null ? "the kubeconfig" : file) + " cannot be read: " + Failures.message(e));
        }
    }

    /** @throws ConfigurationException if the credentials are none */
    static KubernetesClient client(Config config) {
        try {
            return new KubernetesClientBuilder().withConfig(config).build();
        } catch (KubernetesClientException e) {
            if (!EC_KEY.equals(config.getClientKeyAlgo())) {
                // The client takes every PKCS #8 key for one of RSA, unless it is told otherwise by a name that it does
                // not know.
                String algorithm = config.getClientKeyAlgo();
                config.setClientKeyAlgo(EC_KEY);
                try {
                    return client(config);
                } catch (ConfigurationException noneEither) {
                    config.setClientKeyAlgo(algorithm);
                }
            }
            throw wrong("the credentials of " + name(config) + " cannot be used: " + Failures.message(e));
        }
    }

    /** As people know the cluster: the context, or the address if there is none. */
    static String name(Config config) {
        @Nullable NamedContext current = config.getCurrentContext();
        return current == null ? config.getMasterUrl() : current.getName();
    }

    private static ConfigurationException wrong(String problem) {
        return new ConfigurationException(SUMMARY, List.of(problem));
    }
}
