package dev.modelspec.webhook.cluster;

import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Events about the webhook's Deployment, where {@code kubectl describe} and {@code kubectl get events} show them. */
public final class ClusterEvents {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterEvents.class);

    /** The API server takes no longer message. */
    private static final int MAX_MESSAGE = 1024;

    private final KubernetesClient client;
    private final String namespace;
    private final String deployment;

    /** Events in a namespace about the Deployment in it. */
    public ClusterEvents(KubernetesClient client, String namespace, String deployment) {
        this.client = client;
        this.namespace = namespace;
        this.deployment = deployment;
    }

    /** Something went as it should. */
    public void normal(String reason, String message) {
        send("Normal", reason, message);
    }

    /** Something needs a person. */
    public void warning(String reason, String message) {
        send("Warning", reason, message);
    }

    private void send(String type, String reason, String message) {
        String now = Instant.now().toString();
        var event = new EventBuilder()
                .withNewMetadata()
                .withGenerateName(deployment + "-")
                .withNamespace(namespace)
                .endMetadata()
                .withNewInvolvedObject()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withNamespace(namespace)
                .withName(deployment)
                .endInvolvedObject()
                .withType(type)
                .withReason(reason)
                .withMessage(message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE - 1) + "…" : message)
                .withFirstTimestamp(now)
                .withLastTimestamp(now)
                .withCount(1)
                .withNewSource()
                .withComponent("modelspec-webhook")
                .endSource()
                .build();
        try {
            client.v1().events().inNamespace(namespace).resource(event).create();
        } catch (KubernetesClientException e) {
            // An Event is for people. That there is none must not keep the webhook from its work.
            LOG.atWarn().setCause(e).addKeyValue("reason", reason).log("no Event could be made");
        }
    }
}
