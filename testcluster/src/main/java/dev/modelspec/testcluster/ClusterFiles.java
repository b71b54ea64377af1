package dev.modelspec.testcluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/** The files that an API server and its administrator need. */
final class ClusterFiles {
    private final Path folder;
    private final String token = UUID.randomUUID().toString();
    private String etcd = "";

    ClusterFiles(Path folder, String url) throws IOException {
        this.folder = folder;
        Files.writeString(folder.resolve("tokens.csv"), token + ",admin,admin,system:masters\n");
        Files.writeString(folder.resolve("service-account.key"), serviceAccountKey());
        Files.writeString(kubeconfig(), """
                apiVersion: v1
                kind: Config
                clusters: [{name: test, cluster: {server: "%s", certificate-authority: "%s"}}]
                users: [{name: admin, user: {token: "%s"}}]
                contexts: [{name: test, context: {cluster: test, user: admin}}]
                current-context: test
                """.formatted(url, caCertificate(), token));
    }

    void etcd(String url) {
        etcd = url;
    }

    Path kubeconfig() {
        return folder.resolve("admin.kubeconfig");
    }

    /** There once the API server has started for the first time. */
    Path caCertificate() {
        return folder.resolve("certificates").resolve("apiserver.crt");
    }

    List<String> apiServerFlags(int port) {
        Path key = folder.resolve("service-account.key");
        return List.of(
                "--etcd-servers=" + etcd,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + folder.resolve("certificates"),
                "--service-account-key-file=" + key,
                "--service-account-signing-key-file=" + key,
                "--service-account-issuer=https://kubernetes.default.svc",
                "--token-auth-file=" + folder.resolve("tokens.csv"),
                "--authorization-mode=RBAC",
                "--endpoint-reconciler-type=none",
                "--disable-admission-plugins=ServiceAccount");
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
