package dev.modelspec.webhook.tls;

import dev.modelspec.testcluster.TestCluster;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * A namespace of a real cluster with a ValidatingWebhookConfiguration, and a service account that is allowed what the package's
 * documentation lists, and no more.
 */
final class SelfManagedCluster implements AutoCloseable {
    /** The bundle of a webhook that is not ours. */
    static final String FOREIGN =
            SecretText.base64(Pem.text(TestCertificates.authority().chain()));

    private static final String MANIFESTS = """
            apiVersion: v1
            kind: Namespace
            metadata: {name: NAME}
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: Role
            metadata: {name: webhook, namespace: NAME}
            rules:
              - {apiGroups: [""], resources: [secrets], verbs: [create]}
              - apiGroups: [""]
                resources: [secrets]
                resourceNames: [modelspec-webhook-ca, modelspec-webhook-tls]
                verbs: [get, update]
              - {apiGroups: [coordination.k8s.io], resources: [leases], verbs: [create]}
              - apiGroups: [coordination.k8s.io]
                resources: [leases]
                resourceNames: [modelspec-webhook-certificates]
                verbs: [get, update]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: RoleBinding
            metadata: {name: webhook, namespace: NAME}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: webhook}
            subjects: [{kind: ServiceAccount, name: modelspec-webhook, namespace: NAME}]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRole
            metadata: {name: NAME}
            rules:
              - apiGroups: [admissionregistration.k8s.io]
                resources: [validatingwebhookconfigurations]
                resourceNames: [NAME]
                verbs: [get, patch]
            ---
            apiVersion: rbac.authorization.k8s.io/v1
            kind: ClusterRoleBinding
            metadata: {name: NAME}
            roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: NAME}
            subjects: [{kind: ServiceAccount, name: modelspec-webhook, namespace: NAME}]
            """;

    private static final String CONFIGURATION = """
            apiVersion: admissionregistration.k8s.io/v1
            kind: ValidatingWebhookConfiguration
            metadata: {name: NAME, labels: {kept: "yes"}}
            webhooks:
              - name: modelspecs.webhook.piqc.ai
                clientConfig: {service: {namespace: NAME, name: modelspec-webhook, path: /validate}}
                admissionReviewVersions: [v1]
                sideEffects: None
                timeoutSeconds: 7
                rules: [{apiGroups: [none.example.com], apiVersions: [v1], operations: [CREATE], resources: [none]}]
              - name: foreign.example.com
                clientConfig: {caBundle: FOREIGN, service: {namespace: NAME, name: another}}
                admissionReviewVersions: [v1]
                sideEffects: None
                rules: [{apiGroups: [none.example.com], apiVersions: [v1], operations: [CREATE], resources: [none]}]
              - name: workloads.webhook.piqc.ai
                clientConfig: {url: "https://127.0.0.1:9443/validate"}
                admissionReviewVersions: [v1]
                sideEffects: None
                rules: [{apiGroups: [none.example.com], apiVersions: [v1], operations: [CREATE], resources: [none]}]
            """.replace("FOREIGN", FOREIGN);

    private final TestCluster cluster;
    private final String name;
    private final KubernetesClient administrator;
    private final KubernetesClient client;

    SelfManagedCluster(TestCluster cluster, String name) {
        this.cluster = cluster;
        this.name = name;
        Config config;
        try {
            config = Config.fromKubeconfig(Files.readString(cluster.kubeconfig()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        administrator = new KubernetesClientBuilder().withConfig(config).build();
        client = new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(config)
                        .withImpersonateUsername("system:serviceaccount:" + name + ":modelspec-webhook")
                        .build())
                .build();
        cluster.kubectlReading(MANIFESTS.replace("NAME", name), "apply", "-f", "-")
                .stdoutOrThrow();
    }

    /** As an installation or an upgrade does: without any bundle but the foreign one. */
    void configure() {
        cluster.kubectlReading(CONFIGURATION.replace("NAME", name), "replace", "--force", "-f", "-")
                .stdoutOrThrow();
    }

    KubernetesClient administrator() {
        return administrator;
    }

    KubernetesClient client() {
        return client;
    }

    String namespace() {
        return name;
    }

    SelfManagedOptions options(String replica) {
        SelfManagedOptions some = SelfManagedOptions.of(name, "modelspec-webhook", name, replica)
                .withNames("cluster.local", List.of("127.0.0.1"));
        return new SelfManagedOptions(
                some.namespace(),
                some.service(),
                some.configuration(),
                some.identity(),
                some.clusterDomain(),
                some.extraNames(),
                some.authorityLifetime(),
                some.certificateLifetime(),
                some.announcement(),
                Duration.ofMillis(200),
                Duration.ofSeconds(30));
    }

    /** The bundles of all webhooks, in base64; an empty text for none. */
    List<String> bundles() {
        return administrator
                .admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(name)
                .require()
                .getWebhooks()
                .stream()
                .map(ValidatingWebhook::getClientConfig)
                .map(target -> target.getCaBundle() == null ? "" : target.getCaBundle())
                .toList();
    }

    /** What an API server trusts when it calls our webhook. */
    List<X509Certificate> bundle() {
        String text = new String(Base64.getDecoder().decode(bundles().get(0)), StandardCharsets.US_ASCII);
        return Pem.certificates(text, "caBundle");
    }

    Replica replica(String identity, Clock clock, Clock elapsed) {
        return new Replica(
                new SelfManagedCertificate(client, options(identity), clock, () -> elapsed.millis() * 1_000_000));
    }

    @Override
    public void close() {
        client.close();
        administrator.close();
    }

    /** A certificate that is looked after by hand, and a server that shows it. */
    static final class Replica implements AutoCloseable {
        final SelfManagedCertificate certificate;
        final TestServer server;

        private Replica(SelfManagedCertificate certificate) {
            this.certificate = certificate;
            server = new TestServer(ServerTls.of(certificate, null));
        }

        void look() {
            certificate.look();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
