package dev.modelspec.testcluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.testcluster.CertificateAuthority.Identity;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class WebhookClientTest {
    @TempDir
    Path temp;

    @Test
    void showsItsCertificateToWebhooks() throws Exception {
        var authority = new CertificateAuthority(Files.createDirectory(temp.resolve("authority")), "webhook");
        Identity identity = authority.issue("CN=webhook", "IP:127.0.0.1");
        try (TestCluster cluster = TestCluster.start();
                SSLServerSocket server = server(identity, cluster.caCertificate())) {
            var caller = new CompletableFuture<String>();
            var accepting = new Thread(() -> {
                try (var socket = (SSLSocket) server.accept()) {
                    caller.complete(socket.getSession().getPeerPrincipal().getName());
                } catch (Exception e) {
                    caller.completeExceptionally(e);
                }
            });
            accepting.start();
            cluster.kubectlReading(
                            """
                    apiVersion: admissionregistration.k8s.io/v1
                    kind: ValidatingWebhookConfiguration
                    metadata: {name: asked}
                    webhooks:
                      - name: asked.example.com
                        admissionReviewVersions: [v1]
                        sideEffects: None
                        failurePolicy: Ignore
                        rules: [{apiGroups: [""], apiVersions: [v1], resources: [configmaps], operations: [CREATE]}]
                        clientConfig: {url: "https://127.0.0.1:%s/", caBundle: %s}
                    """.formatted(
                                    server.getLocalPort(),
                                    Base64.getEncoder().encodeToString(Files.readAllBytes(authority.certificate()))),
                            "create",
                            "-f",
                            "-")
                    .stdoutOrThrow();

            // An API server hears of a new webhook a moment later.
            for (int i = 0; !caller.isDone() && i < 60; i++) {
                cluster.kubectl("create", "configmap", "asked-" + i).stdoutOrThrow();
            }

            assertThat(caller.get(0, TimeUnit.SECONDS)).isEqualTo("CN=" + TestCluster.WEBHOOK_CLIENT);
        }
    }

    /** A server that asks for a certificate of an authority. */
    private static SSLServerSocket server(Identity identity, Path clients) throws Exception {
        String key = Files.readString(identity.privateKey()).replaceAll("-----.*-----|\\s", "");
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry(
                "own",
                KeyFactory.getInstance("EC")
                        .generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key))),
                new char[0],
                new Certificate[] {certificate(identity.certificate())});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("clients", certificate(clients));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        var server = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        return server;
    }

    private static Certificate certificate(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
