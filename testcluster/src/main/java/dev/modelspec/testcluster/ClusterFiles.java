package dev.modelspec.testcluster;

import dev.modelspec.testcluster.CertificateAuthority.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

/** The files that an API server and those who call it need. */
final class ClusterFiles {
    /** What has a meaning in a distinguished name. */
    private static final Pattern SPECIAL = Pattern.compile("[,+=\"\\\\<>;#]");

    private final Path folder;
    private final String url;
    private final CertificateAuthority authority;
    private final Identity server;
    private int users;

    ClusterFiles(Path folder, String url) {
        this.folder = folder;
        this.url = url;
        authority = new CertificateAuthority(folder(folder.resolve("authority")), "modelspec-testcluster");
        server = authority.issue("CN=kube-apiserver", "IP:127.0.0.1");
        String token = UUID.randomUUID().toString();
        write("tokens.csv", token + ",admin,admin,system:masters\n");
        write("service-account.key", serviceAccountKey());
        write("audit-policy.yaml", """
                apiVersion: audit.k8s.io/v1
                kind: Policy
                omitStages: [RequestReceived]
                rules:
                  - {level: None, verbs: [get, list, watch]}
                  - {level: Metadata}
                """);
        write("admission.yaml", """
                apiVersion: apiserver.config.k8s.io/v1
                kind: AdmissionConfiguration
                plugins:
                  - name: ValidatingAdmissionWebhook
                    configuration:
                      apiVersion: apiserver.config.k8s.io/v1
                      kind: WebhookAdmissionConfiguration
                      kubeConfigFile: "%s"
                """.formatted(write(
                "webhooks.kubeconfig", """
                        apiVersion: v1
                        kind: Config
                        users: [{name: "*", user: %s}]
                        """.formatted(user(authority.issue("CN=" + TestCluster.WEBHOOK_CLIENT))))));
        write("admin.kubeconfig", kubeconfig("{token: \"" + token + "\"}"));
    }

    Path adminKubeconfig() {
        return folder.resolve("admin.kubeconfig");
    }

    Path caCertificate() {
        return authority.certificate();
    }

    Path auditLog() {
        return folder.resolve("audit.log");
    }

    synchronized Path kubeconfigFor(String user, String... groups) {
        var subject = new StringBuilder("CN=").append(escaped(user));
        for (String group : groups) {
            subject.append(",O=").append(escaped(group));
        }
        return write("user-" + users++ + ".kubeconfig", kubeconfig(user(authority.issue(subject.toString()))));
    }

    List<String> apiServerFlags(String etcd, int port) {
        Path key = folder.resolve("service-account.key");
        return List.of(
                "--etcd-servers=" + etcd,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--tls-cert-file=" + server.certificate(),
                "--tls-private-key-file=" + server.privateKey(),
                "--client-ca-file=" + caCertificate(),
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                "--service-account-issuer=https://kubernetes.default.svc",
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--endpoint-reconciler-type=none",
                "--audit-policy-file=" + folder.resolve("audit-policy.yaml"),
                "--audit-log-path=" + auditLog(),
                "--admission-control-config-file=" + folder.resolve("admission.yaml"),
                "--disable-admission-plugins=ServiceAccount");
    }

    private String kubeconfig(String user) {
        return """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "%s", certificate-authority: "%s"}}]
                users: [{name: user, user: %s}]
                contexts: [{name: test, context: {cluster: test, user: user}}]
                current-context: test
                """.formatted(url, caCertificate(), user);
    }

    private static String user(Identity identity) {
        return "{client-certificate: \"%s\", client-key: \"%s\"}"
                .formatted(identity.certificate(), identity.privateKey());
    }

    private static String escaped(String name) {
        return SPECIAL.matcher(name).replaceAll("\\\\$0");
    }

    private Path write(String name, String text) {
        Path file = folder.resolve(name);
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new TestClusterException(file + ": " + e.getMessage(), e);
        }
    }

    private static Path folder(Path folder) {
        try {
            return Files.createDirectory(folder);
        } catch (IOException e) {
            throw new TestClusterException(folder + ": " + e.getMessage(), e);
        }
    }

    private static String serviceAccountKey() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return CertificateAuthority.pem(
                    "PRIVATE KEY", generator.generateKeyPair().getPrivate().getEncoded());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has RSA", e);
        }
    }
}
