package dev.modelspec.webhook.cluster;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.source.Source;
import dev.modelspec.webhook.admission.ClusterView;
import dev.modelspec.webhook.tracing.Tracing;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A cluster, by its API server. Labels of namespaces are kept up to date by a watch, for every request asks for them; specs are asked
 * for as they are at the moment, for somebody may just have changed them.
 *
 * <p>It needs to get, list and watch namespaces, and to get {@code modelspecs.piqc.ai}.
 */
public final class KubernetesCluster implements ClusterView, AutoCloseable {
    /** Of RFC 1123, as Kubernetes names objects. Nothing else is put into the path of a request. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private final KubernetesClient client;
    private final Tracing tracing;
    private final SharedIndexInformer<Namespace> namespaces;

    /**
     * A cluster; the client stays its owner's to close.
     *
     * @param tracing has a span for each question that the API server is asked
     */
    public KubernetesCluster(KubernetesClient client, Tracing tracing) {
        this.client = client;
        this.tracing = tracing;
        this.namespaces = client.namespaces().runnableInformer(0);
        // Tried again for ever. Until it has begun, namespaces are asked for one by one.
        namespaces.exceptionHandler((started, failure) -> true);
        var unused = namespaces.start();
    }

    @Override
    public Map<String, String> labels(String namespace) {
        Namespace known = namespaces.isWatching() ? namespaces.getStore().getByKey(namespace) : null;
        if (known == null) {
            known = ask(
                    "Namespace",
                    namespace,
                    () -> client.namespaces().withName(namespace).get());
        }
        if (known == null) {
            throw new GovernanceException("namespace " + namespace + " cannot be found, and its labels not be told");
        }
        Map<String, String> labels = known.getMetadata().getLabels();
        return labels == null ? Map.of() : labels;
    }

    @Override
    public @Nullable Source modelSpec(String namespace, String name) {
        if (!NAME.matcher(name).matches() || !NAME.matcher(namespace).matches()) {
            return null;
        }
        String path = "/apis/piqc.ai/v1alpha1/namespaces/" + namespace + "/modelspecs/" + name;
        String json = ask("ModelSpec", namespace + "/" + name, () -> client.raw(path));
        return json == null ? null : Source.of("ModelSpec " + namespace + "/" + name, json);
    }

    private <T> @Nullable T ask(String kind, String name, Tracing.Call<T> question) {
        try {
            return tracing.call("GET " + kind, question);
        } catch (KubernetesClientException e) {
            throw new GovernanceException(
                    "the API server does not tell " + kind + " " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        namespaces.stop();
    }
}
