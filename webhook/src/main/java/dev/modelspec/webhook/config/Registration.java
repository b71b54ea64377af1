package dev.modelspec.webhook.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the webhook is registered with an API server.
 *
 * @param name of the ValidatingWebhookConfiguration
 * @param namespace where the webhook itself runs, which it never judges
 * @param service that leads to it
 * @param url that leads to it instead of a service, without a path; null for the service
 * @param caBundle certificates in PEM of those who may have issued the webhook's; null if somebody else fills them in
 * @param failurePolicy what becomes of an object without a verdict
 * @param timeoutSeconds how long an API server waits for one, 1 to 30
 * @param excludedNamespaces further namespaces that are not judged
 * @param objectLabels labels that an object must have to be judged; none for all objects
 */
public record Registration(
        String name,
        String namespace,
        String service,
        @Nullable String url,
        @Nullable String caBundle,
        FailurePolicy failurePolicy,
        int timeoutSeconds,
        List<String> excludedNamespaces,
        Map<String, String> objectLabels) {
    public Registration {
        excludedNamespaces = List.copyOf(excludedNamespaces);
        objectLabels = Map.copyOf(objectLabels);
        if (timeoutSeconds < 1 || timeoutSeconds > 30) {
            throw new IllegalArgumentException(
                    "timeoutSeconds must be from 1 to 30, for an API server takes no other, not " + timeoutSeconds);
        }
    }
}
