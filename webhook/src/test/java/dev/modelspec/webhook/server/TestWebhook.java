package dev.modelspec.webhook.server;

import dev.modelspec.webhook.TestTls;
import dev.modelspec.webhook.admission.Admission;
import dev.modelspec.webhook.admission.AdmissionRequest;
import dev.modelspec.webhook.admission.ClusterView;
import dev.modelspec.webhook.metrics.WebhookMetrics;
import dev.modelspec.webhook.policies.Policies;
import dev.modelspec.webhook.policies.PolicySettings;
import dev.modelspec.webhook.tls.ServerCertificate;
import dev.modelspec.webhook.tls.ServerTls;
import dev.modelspec.webhook.tracing.Tracing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A webhook that serves on loopback, and a client of it. */
final class TestWebhook implements AutoCloseable {
    static final JsonMapper JSON = new JsonMapper();

    final List<Decided> decisions = Collections.synchronizedList(new ArrayList<>());
    final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    final Policies policies;
    final WebhookServer server;
    private final SSLContext tls;
    private final HttpClient client;

    TestWebhook(Path folder, String profile, ServerSettings.Limits limits) {
        this(folder, profile, limits, null, decided -> {});
    }

    TestWebhook(
            Path folder,
            String profile,
            ServerSettings.Limits limits,
            @Nullable ClusterView cluster,
            Consumer<Decided> log) {
        TestTls certificates = TestTls.in(folder);
        policies = new Policies(
                new PolicySettings(null, profile, null, null, true, Duration.ofSeconds(5), Clock.systemUTC()),
                status -> {});
        server = new WebhookServer(
                new ServerSettings("127.0.0.1", 0, 0, limits, Duration.ofSeconds(5), Duration.ZERO),
                tlsOf(certificates, folder),
                "{}",
                new Admission(cluster),
                policies,
                new WebhookMetrics(),
                Tracing.none(),
                List.of(new HealthCheck("policies", true, () -> null)),
                new DecisionListener() {
                    @Override
                    public void judged(Decided decided) {
                        log.accept(decided);
                        decisions.add(decided);
                    }

                    @Override
                    public void failed(
                            @Nullable AdmissionRequest request, int code, String message, @Nullable String traceId) {
                        failures.add(code + " " + message);
                    }
                });
        tls = certificates.client();
        client = HttpClient.newBuilder().sslContext(tls).build();
    }

    private static ServerTls tlsOf(TestTls certificates, Path folder) {
        try {
            Path shown = Files.createDirectories(folder.resolve("shown"));
            Files.copy(certificates.identity().certificate(), shown.resolve("tls.crt"));
            Files.copy(certificates.identity().privateKey(), shown.resolve("tls.key"));
            return ServerTls.of(ServerCertificate.fromFiles(shown, Duration.ofMillis(100), Clock.systemUTC()), null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The response in the answer to a review, which must be one. */
    JsonNode review(byte[] review) throws IOException, InterruptedException {
        HttpResponse<String> answer = post(review, "application/json");
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        JsonNode read = JSON.readTree(answer.body());
        if (!read.path("kind").asString().equals("AdmissionReview")) {
            throw new AssertionError(read.toString());
        }
        return read.path("response");
    }

    HttpResponse<String> post(byte[] body, String contentType, String... headers)
            throws IOException, InterruptedException {
        return post("?timeout=10s", HttpRequest.BodyPublishers.ofByteArray(body), contentType, headers);
    }

    HttpResponse<String> post(String query, HttpRequest.BodyPublisher body, String contentType, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + "/validate" + query))
                .header("Content-Type", contentType)
                .POST(body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** A connection to write to by hand. */
    SSLSocket connect() throws IOException {
        var socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", server.port());
        socket.startHandshake();
        return socket;
    }

    String url() {
        return "https://127.0.0.1:" + server.port();
    }

    String httpUrl() {
        return "http://127.0.0.1:" + server.httpPort();
    }

    @Override
    public void close() {
        server.close();
        policies.close();
    }
}
