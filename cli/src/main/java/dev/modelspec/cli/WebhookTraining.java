package dev.modelspec.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Starts a webhook on loopback and has it judge one spec: what {@link Training} is to the other commands. */
final class WebhookTraining {
    private static final Pattern SERVING = Pattern.compile("serving (https://\\S+/validate), .* on (http://\\S+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PASSWORD = "training";
    private static final String REVIEW = """
            {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "1", "operation": "CREATE",
             "kind": {"group": "piqc.ai", "version": "v1alpha1", "kind": "ModelSpec"},
             "resource": {"group": "piqc.ai", "version": "v1alpha1", "resource": "modelspecs"},
             "name": "training", "namespace": "training", "userInfo": {"username": "training"},
             "object": {"apiVersion": "piqc.ai/v1alpha1", "kind": "ModelSpec", "metadata": {"name": "training"}, "spec": {
               "identity": {"model": {"id": "m", "family": "mistral", "task": "chat-completion", "framework": "transformers"}},
               "runtime": {"accelerator": {"vendor": "nvidia", "type": "a10", "count": 1}}}}}}
            """;

    private WebhookTraining() {}

    /**
     * Runs.
     *
     * @param arguments the absolute path of a folder to work in, that is not there
     */
    public static void main(String[] arguments) throws IOException, InterruptedException, GeneralSecurityException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        KeyStore keys = certificate(folder);
        var log = new ByteArrayOutputStream();
        var console = new Console(
                new ByteArrayInputStream(new byte[0]),
                OutputStream.nullOutputStream(),
                new PrintStream(log, true, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false);
        String[] serve = {
            "webhook",
            "serve",
            "--no-cluster",
            "--certificate-dir",
            folder.toString(),
            "--port",
            "0",
            "--http-port",
            "0",
            "--drain-delay",
            "0"
        };
        var server = new Thread(() -> Modelspec.run(console, serve), "webhook-training");
        server.setDaemon(true);
        server.start();
        for (long end = System.nanoTime() + PATIENCE.toNanos(); System.nanoTime() < end && server.isAlive(); ) {
            Matcher serving = SERVING.matcher(log.toString(StandardCharsets.UTF_8));
            if (serving.find()) {
                ask(HttpClient.newBuilder().sslContext(trusting(keys)).build(), serving.group(1), serving.group(2));
                Training.awaitCompiler();
                System.exit(0); // which ends the webhook, as a signal does
            }
            Thread.sleep(50);
        }
        throw new IOException("the webhook did not start: " + log.toString(StandardCharsets.UTF_8));
    }

    private static void ask(HttpClient client, String validate, String health)
            throws IOException, InterruptedException {
        var review = HttpRequest.newBuilder(URI.create(validate + "?timeout=10s"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(REVIEW))
                .build();
        client.send(review, HttpResponse.BodyHandlers.discarding());
        for (String path : new String[] {"/readyz", "/metrics"}) {
            client.send(
                    HttpRequest.newBuilder(URI.create(health + path)).build(), HttpResponse.BodyHandlers.discarding());
        }
    }

    private static SSLContext trusting(KeyStore keys) throws GeneralSecurityException {
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        return context;
    }

    /** Makes {@code tls.crt} and {@code tls.key} by the JDK's own keytool, and answers a store that trusts them. */
    private static KeyStore certificate(Path folder)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-alias",
                        "training",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=training",
                        "-ext",
                        "SAN=ip:127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (keytool.waitFor() != 0) {
            throw new IOException("keytool ended with " + keytool.exitValue());
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        byte[] certificate = keys.getCertificate("training").getEncoded();
        byte[] key = keys.getKey("training", PASSWORD.toCharArray()).getEncoded();
        Files.writeString(folder.resolve("tls.crt"), pem("CERTIFICATE", certificate));
        Files.writeString(folder.resolve("tls.key"), pem("PRIVATE KEY", key));
        KeyStore trusting = KeyStore.getInstance("PKCS12");
        trusting.load(null, null);
        trusting.setCertificateEntry("training", keys.getCertificate("training"));
        return trusting;
    }

    private static String pem(String type, byte[] bytes) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + type + "-----\n";
    }
}
