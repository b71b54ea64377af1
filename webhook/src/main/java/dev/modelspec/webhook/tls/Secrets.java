package dev.modelspec.webhook.tls;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Secrets of one namespace, read and written so that nobody's change is lost. */
final class Secrets {
    private static final Map<String, String> LABELS =
            Map.of("app.kubernetes.io/name", "modelspec-webhook", "app.kubernetes.io/managed-by", "modelspec-webhook");

    private final KubernetesClient client;
    private final String namespace;

    Secrets(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
    }

    @Nullable
    Secret read(String name) {
        return client.secrets().inNamespace(namespace).withName(name).get();
    }

    /**
     * Creates a Secret, or replaces the data of one.
     *
     * @param old what was read; null if there was none
     * @throws io.fabric8.kubernetes.client.KubernetesClientException with code 409 if it is another by now
     */
    Secret write(@Nullable Secret old, String name, Map<String, String> texts) {
        Map<String, String> data = SecretText.data(texts);
        if (old == null) {
            Secret secret = new SecretBuilder()
                    .withNewMetadata()
                    .withNamespace(namespace)
                    .withName(name)
                    .withLabels(LABELS)
                    .endMetadata()
                    .withType("Opaque")
                    .withData(data)
                    .build();
            return client.resource(secret).create();
        }
        return client.resource(new SecretBuilder(old).withData(data).build()).update();
    }
}
