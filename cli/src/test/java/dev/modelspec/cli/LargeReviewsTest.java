package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.testcluster.CertificateAuthority;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Specs that become a hundred times as large in memory, many at once, in a process that ends where memory does. */
@Tag("slow")
class LargeReviewsTest {
    private static final int AT_ONCE = 12;

    /** More than two of the three mebibytes that a review may have. */
    private static final int VARIABLES = 170_000;

    /** A body that takes too long to arrive is refused while it is being sent, which a client may not live to read. */
    private static final String CLOSED = "closed";

    @TempDir
    private Path folder;

    @Test
    void aDozenOfThemAreAnsweredAndTheNextGoodOneIsServed() throws Exception {
        var authority = new CertificateAuthority(Files.createDirectory(folder.resolve("authority")), "test");
        var identity = authority.issue("CN=webhook", "IP:127.0.0.1");
        Path certificates = Files.createDirectory(folder.resolve("certificates"));
        Files.copy(identity.certificate(), certificates.resolve("tls.crt"));
        Files.copy(identity.privateKey(), certificates.resolve("tls.key"));
        WebhookProcess webhook = WebhookProcess.start(
                folder,
                WebhookProcess.freePort(),
                folder.resolve("none"),
                "--certificate-dir=" + certificates,
                "--no-cluster");
        try {
            var client = new TlsClient(authority.certificate(), null);
            String large = review(IntStream.range(0, VARIABLES)
                    .mapToObj(i -> "\"V" + i + "\":\"x\"")
                    .collect(Collectors.joining(",", "{", "}")));
            assertThat(large.length()).isBetween(2_000_000, 3 << 20);

            var pool = Executors.newFixedThreadPool(AT_ONCE);
            var answers = new ArrayList<Future<HttpResponse<String>>>();
            for (int i = 0; i < AT_ONCE; i++) {
                answers.add(pool.submit(() -> client.review(webhook.port(), large)));
            }
            pool.shutdown();

            for (Future<HttpResponse<String>> answer : answers) {
                // A verdict, or an error that says why there is none: they take turns, and the API server waits ten
                // seconds.
                assertThat(outcome(answer))
                        .isIn("200 AdmissionReview", "500 Status", "503 Status", "504 Status", CLOSED);
            }
            String next = review("{}");
            HttpResponse<String> answer = client.review(webhook.port(), next);
            while (answer.statusCode() != 200 && webhook.isAlive()) {
                answer = client.review(webhook.port(), next);
            }
            assertThat(answer.body()).contains("\"kind\":\"AdmissionReview\"", "\"allowed\":");
            assertThat(webhook.isAlive()).as(webhook.log()).isTrue();
            assertThat(webhook.log()).doesNotContain("OutOfMemoryError");
        } finally {
            webhook.kill();
        }
    }

    private static String outcome(Future<HttpResponse<String>> answer) throws InterruptedException {
        try {
            HttpResponse<String> got = answer.get();
            return got.statusCode() + " "
                    + new JsonMapper().readTree(got.body()).path("kind").asString();
        } catch (ExecutionException e) {
            return e.getCause() instanceof IOException ? CLOSED : String.valueOf(e.getCause());
        }
    }

    private static String review(String variables) {
        List<String> fields = List.of(
                "\"uid\":\"1\"",
                "\"kind\":{\"group\":\"piqc.ai\",\"version\":\"v1alpha1\",\"kind\":\"ModelSpec\"}",
                "\"namespace\":\"team-a\"",
                "\"name\":\"large\"",
                "\"operation\":\"CREATE\"",
                "\"userInfo\":{\"username\":\"alice\"}",
                "\"object\":{\"apiVersion\":\"piqc.ai/v1alpha1\",\"kind\":\"ModelSpec\",\"metadata\":{\"name\":\"large\"},"
                        + "\"spec\":{\"runtime\":{\"environment\":{\"variables\":" + variables + "}}}}");
        return "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{"
                + String.join(",", fields) + "}}";
    }
}
