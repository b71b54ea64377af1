package dev.modelspec.webhook.tls;

import io.fabric8.kubernetes.api.model.admissionregistration.v1.ServiceReference;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code caBundle} of each webhook in our ValidatingWebhookConfiguration that leads to our Service, or to a URL with one of
 * our names. Nothing else is written.
 */
final class WebhookBundles {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookBundles.class);

    private final KubernetesClient client;
    private final SelfManagedOptions options;

    /** What the API server trusts. */
    enum Outcome {
        /** There is no configuration, or no webhook in it leads here. */
        NOBODY_ASKS,
        /** Somebody else's until now. */
        PATCHED,
        UNCHANGED
    }

    WebhookBundles(KubernetesClient client, SelfManagedOptions options) {
        this.client = client;
        this.options = options;
    }

    /** @throws io.fabric8.kubernetes.client.KubernetesClientException with code 409 if the configuration changed meanwhile */
    Outcome apply(String bundle) {
        var resource = client.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(options.configuration());
        ValidatingWebhookConfiguration configuration = resource.get();
        if (configuration == null || configuration.getWebhooks().stream().noneMatch(this::leadsHere)) {
            return Outcome.NOBODY_ASKS;
        }
        List<Map<String, String>> patch = patch(configuration.getWebhooks(), SecretText.base64(bundle));
        if (patch.isEmpty()) {
            return Outcome.UNCHANGED;
        }
        // An API server refuses the patch if the version is another by now.
        patch.add(
                0,
                operation(
                        "replace",
                        "/metadata/resourceVersion",
                        configuration.getMetadata().getResourceVersion()));
        var context = PatchContext.of(PatchType.JSON);
        context.setFieldManager("modelspec-webhook");
        resource.patch(context, client.getKubernetesSerialization().asJson(patch));
        LOG.info("Wrote the caBundle of ValidatingWebhookConfiguration {}", options.configuration());
        return Outcome.PATCHED;
    }

    private List<Map<String, String>> patch(List<ValidatingWebhook> webhooks, String bundle) {
        var patch = new ArrayList<Map<String, String>>();
        for (int i = 0; i < webhooks.size(); i++) {
            ValidatingWebhook webhook = webhooks.get(i);
            if (leadsHere(webhook) && !bundle.equals(webhook.getClientConfig().getCaBundle())) {
                patch.add(operation("test", "/webhooks/" + i + "/name", webhook.getName()));
                patch.add(operation("add", "/webhooks/" + i + "/clientConfig/caBundle", bundle));
            }
        }
        return patch;
    }

    private static Map<String, String> operation(String op, String path, String value) {
        return Map.of("op", op, "path", path, "value", value);
    }

    private boolean leadsHere(ValidatingWebhook webhook) {
        WebhookClientConfig target = webhook.getClientConfig();
        if (target == null) {
            return false;
        }
        ServiceReference service = target.getService();
        if (service != null) {
            return options.service().equals(service.getName())
                    && options.namespace().equals(service.getNamespace());
        }
        String url = target.getUrl();
        return url != null && options.names().contains(URI.create(url).getHost());
    }
}
