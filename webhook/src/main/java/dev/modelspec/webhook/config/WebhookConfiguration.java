package dev.modelspec.webhook.config;

import io.fabric8.kubernetes.api.model.LabelSelectorRequirement;
import io.fabric8.kubernetes.api.model.LabelSelectorRequirementBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MatchCondition;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperations;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.RuleWithOperationsBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfig;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.WebhookClientConfigBuilder;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes the ValidatingWebhookConfiguration. It never covers what a cluster needs to mend itself. */
public final class WebhookConfiguration {
    /** Here a cluster's own parts live; {@code kube-node-lease} is how nodes say that they are alive. */
    private static final List<String> SYSTEM = List.of("kube-system", "kube-public", "kube-node-lease");

    private static final List<String> WRITES = List.of("CREATE", "UPDATE");

    private WebhookConfiguration() {}

    /** The configuration as an object. */
    public static ValidatingWebhookConfiguration of(Registration registration) {
        return new ValidatingWebhookConfigurationBuilder()
                .withNewMetadata()
                .withName(registration.name())
                .addToLabels("app.kubernetes.io/name", "modelspec-webhook")
                .endMetadata()
                .withWebhooks(modelSpecs(registration), workloads(registration))
                .build();
    }

    /** The configuration as YAML. */
    public static String yaml(Registration registration) {
        return new KubernetesSerialization().asYaml(of(registration));
    }

    private static ValidatingWebhook modelSpecs(Registration registration) {
        return webhook(registration)
                .withName("modelspecs.webhook.piqc.ai")
                .withRules(rule("piqc.ai", "v1alpha1", "modelspecs"))
                .build();
    }

    /** Only what names a spec is sent, which spares everything else the way. */
    private static ValidatingWebhook workloads(Registration registration) {
        return webhook(registration)
                .withName("workloads.webhook.piqc.ai")
                .withRules(
                        rule("", "v1", "pods", "podtemplates"),
                        rule("apps", "v1", "deployments", "statefulsets", "daemonsets"),
                        rule("batch", "v1", "jobs", "cronjobs"),
                        rule("serving.kserve.io", "v1beta1", "inferenceservices"),
                        rule("leaderworkerset.x-k8s.io", "v1", "leaderworkersets"))
                .withMatchConditions(
                        // What made them was judged, and they must come back after a node is gone.
                        new MatchCondition(
                                "!has(object.metadata.ownerReferences) ||"
                                        + " !object.metadata.ownerReferences.exists(owner, has(owner.controller) &&"
                                        + " owner.controller)",
                                "no-controller"),
                        new MatchCondition(namesASpec(), "names-a-spec"))
                .build();
    }

    private static String namesASpec() {
        var places = new ArrayList<String>();
        for (String place : List.of(
                "object",
                "object.template",
                "object.spec.template",
                "object.spec.jobTemplate.spec.template",
                "object.spec.leaderWorkerTemplate.leaderTemplate",
                "object.spec.leaderWorkerTemplate.workerTemplate")) {
            places.add(hasAnnotation(place));
        }
        return String.join(" || ", places);
    }

    private static String hasAnnotation(String place) {
        var conditions = new ArrayList<String>();
        String path = "";
        for (String step : (place + ".metadata.annotations").split("\\.", -1)) {
            path = path.isEmpty() ? step : path + "." + step;
            if (!path.equals("object")) {
                conditions.add("has(" + path + ")");
            }
        }
        conditions.add("'piqc.ai/modelspec' in " + path);
        return "(" + String.join(" && ", conditions) + ")";
    }

    private static ValidatingWebhookBuilder webhook(Registration registration) {
        var webhook = new ValidatingWebhookBuilder()
                .withClientConfig(clientConfig(registration))
                .withAdmissionReviewVersions("v1")
                .withSideEffects("None")
                .withMatchPolicy("Equivalent")
                .withFailurePolicy(registration.failurePolicy().id())
                .withTimeoutSeconds(registration.timeoutSeconds())
                .withNewNamespaceSelector()
                .withMatchExpressions(judgedNamespaces(registration))
                .endNamespaceSelector();
        return registration.objectLabels().isEmpty()
                ? webhook
                : webhook.withNewObjectSelector()
                        .withMatchLabels(new TreeMap<>(registration.objectLabels()))
                        .endObjectSelector();
    }

    private static LabelSelectorRequirement judgedNamespaces(Registration registration) {
        var excluded = new TreeSet<>(SYSTEM);
        excluded.add(registration.namespace());
        excluded.addAll(registration.excludedNamespaces());
        return new LabelSelectorRequirementBuilder()
                .withKey("kubernetes.io/metadata.name")
                .withOperator("NotIn")
                .withValues(List.copyOf(excluded))
                .build();
    }

    private static WebhookClientConfig clientConfig(Registration registration) {
        var config = new WebhookClientConfigBuilder();
        String url = registration.url();
        if (url == null) {
            config.withNewService()
                    .withNamespace(registration.namespace())
                    .withName(registration.service())
                    .withPath("/validate")
                    .withPort(443)
                    .endService();
        } else {
            config.withUrl(url + "/validate");
        }
        String bundle = registration.caBundle();
        if (bundle != null) {
            config.withCaBundle(Base64.getEncoder().encodeToString(bundle.getBytes(StandardCharsets.US_ASCII)));
        }
        return config.build();
    }

    private static RuleWithOperations rule(String group, String version, String... resources) {
        return new RuleWithOperationsBuilder()
                .withApiGroups(group)
                .withApiVersions(version)
                .withResources(resources)
                .withOperations(WRITES)
                .withScope("Namespaced")
                .build();
    }
}
