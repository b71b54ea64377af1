package dev.modelspec.webhook.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.webhook.Review;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Each bad request gets an error in JSON, and the next good one its verdict. */
class BadRequestTest {
    private static final String JSON = "application/json";
    private static final byte[] GOOD =
            Review.create(Review.example("08-full-production.modelspec.yaml")).json();

    @TempDir
    static Path folder;

    private static TestWebhook webhook;

    @BeforeAll
    static void start() {
        var limits = new ServerSettings.Limits(3 << 20, 20, 8L << 20, Duration.ofMillis(700), Duration.ofSeconds(10));
        webhook = new TestWebhook(folder, "production", limits);
    }

    @AfterAll
    static void stop() {
        webhook.close();
    }

    @AfterEach
    void theNextGoodRequestIsServed() throws Exception {
        assertThat(webhook.review(GOOD).path("allowed").booleanValue()).isTrue();
        awaitActive(webhook, 0);
    }

    static Stream<Arguments> bodies() {
        String review = new String(GOOD, StandardCharsets.UTF_8);
        return Stream.of(
                body("", "the body is not an AdmissionReview: a JSON object was expected"),
                body("[]", "the body is not an AdmissionReview: a JSON object was expected"),
                body("hello", "the body is not JSON at line 1, column 1: "),
                body("{\"kind\":\"Pod\"}", "the body is not an AdmissionReview: its kind is \"Pod\""),
                body(
                        review.replace("admission.k8s.io/v1", "admission.k8s.io/v1beta1"),
                        "apiVersion \"admission.k8s.io/v1beta1\" is not served; register the webhook with"
                                + " admissionReviewVersions: [\"v1\"]"),
                body(
                        "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\"}",
                        "the AdmissionReview has no request"),
                body(
                        "{\"kind\":\"AdmissionReview\",\"apiVersion\":\"admission.k8s.io/v1\",\"request\":null}",
                        "the AdmissionReview has no request"),
                body(
                        review.replace("\"uid\":\"705ab4f5-6393-11e8-b7cc-42010a800002\"", "\"uid\":\"\""),
                        "the AdmissionReview has no request.uid"),
                body(
                        review.replace("\"uid\":\"705ab4f5-6393-11e8-b7cc-42010a800002\"", "\"uid\":7"),
                        "the AdmissionReview is malformed: request.uid must be a string"),
                body(
                        review.replace("\"CREATE\"", "\"PATCH\""),
                        "request.operation \"PATCH\" is none of [CREATE, UPDATE, DELETE, CONNECT]"),
                body(review.replace("\"CREATE\"", "\"UPDATE\""), "a request to UPDATE has no request.oldObject"),
                body(
                        review.replace("\"dryRun\":false", "\"dryRun\":\"no\""),
                        "the AdmissionReview is malformed: request.dryRun must be true or false"),
                body(
                        review.replace("\"object\":{", "\"object\":[{"),
                        "the AdmissionReview is malformed: request.object must"),
                body(review + review, "something follows the AdmissionReview"),
                body(review.substring(0, review.length() - 3), "the body is not JSON at line 1, column "),
                body(
                        review.replace("\"dryRun\":false", "\"dryRun\":false,\"dryRun\":true"),
                        "the body is not JSON at line 1, column "),
                body(
                        review.replace("\"spec\":{", "\"spec\":{\"identity\":{},"),
                        "the body is not JSON at line 1, column "),
                body(
                        review.replace("\"spec\":{", "\"spec\":{\"deep\":" + "[".repeat(300) + "]".repeat(300) + ","),
                        "the AdmissionReview is refused: Document nesting depth (201) exceeds"),
                body(
                        review.replace("\"spec\":{", "\"spec\":{\"deep\":" + "[".repeat(100_000) + ","),
                        "the AdmissionReview is refused: Document nesting depth (201) exceeds"));
    }

    private static Arguments body(String body, String message) {
        return Arguments.of(body, message);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyThatIsNoReview(String body, String message) throws Exception {
        assertThat(failure(webhook.post(body.getBytes(StandardCharsets.UTF_8), JSON), 400))
                .startsWith(message);
    }

    @Test
    void invalidUtf8() throws Exception {
        byte[] body = GOOD.clone();
        body[new String(body, StandardCharsets.ISO_8859_1).indexOf("alice")] = (byte) 0xff;

        assertThat(failure(webhook.post(body, JSON), 400)).startsWith("the body is not JSON at line 1");
    }

    @Test
    void anotherContentType() throws Exception {
        assertThat(failure(webhook.post(GOOD, "text/plain"), 415))
                .isEqualTo("Content-Type must be application/json, not text/plain");
    }

    @Test
    void aBodyThatIsCompressed() throws Exception {
        assertThat(failure(webhook.post(GOOD, JSON, "Content-Encoding", "gzip"), 415))
                .isEqualTo("Content-Encoding gzip is not read; send the body as it is");
    }

    @Test
    void anObjectOfThreeMebibytes() throws Exception {
        String review = new String(GOOD, StandardCharsets.UTF_8)
                .replace("\"spec\":{", "\"spec\":{\"large\":\"" + "x".repeat(3 << 20) + "\",");

        assertThat(failure(webhook.post(review.getBytes(StandardCharsets.UTF_8), JSON), 413))
                .matches("the body may have 3145728 bytes, and has 31\\d+ bytes");
    }

    @Test
    void whoGoesOnSendingALittleTooMuchGetsTheAnswer() throws Exception {
        int tooMuch = (3 << 20) + 1000;
        try (SSLSocket socket = webhook.connect()) {
            send(
                    socket,
                    "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + tooMuch
                            + "\r\n\r\n");
            // Long enough for a server that closes at once.
            Thread.sleep(200);
            send(socket, " ".repeat(tooMuch));

            assertThat(answer(socket)).startsWith("HTTP/1.1 413 ").contains("has " + tooMuch + " bytes");
        }
    }

    @Test
    void anObjectThatIsAlmostAsLarge() throws Exception {
        String review = new String(GOOD, StandardCharsets.UTF_8)
                .replace("\"spec\":{", "\"spec\":{\"large\":\"" + "x".repeat(2_900_000) + "\",");

        assertThat(webhook.review(review.getBytes(StandardCharsets.UTF_8))
                        .path("allowed")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void aHundredMegabytesAreRefusedBeforeTheyAreSent() throws Exception {
        try (SSLSocket socket = webhook.connect()) {
            send(
                    socket,
                    "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000000\r\n\r\n");

            assertThat(answer(socket)).startsWith("HTTP/1.1 413 ").contains("has 100000000 bytes");
        }
    }

    @Test
    void aHundredMegabytesOfUnknownLengthAreNotReadToTheirEnd() throws Exception {
        try (SSLSocket socket = webhook.connect()) {
            send(
                    socket,
                    "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n");
            String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
            int sent = 0;
            try {
                while (sent < 1600) {
                    send(socket, chunk);
                    sent++;
                }
            } catch (IOException closed) {
                // As it should be, if the answer is not waited for.
            }
            assertThat(sent).isLessThan(1600);
        }
    }

    @Test
    void aBodyThatStops() throws Exception {
        try (SSLSocket socket = webhook.connect()) {
            send(
                    socket,
                    "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");

            assertThat(answer(socket)).matches("(?s)HTTP/1.1 4\\d\\d .*\"kind\":\"Status\".*");
        }
    }

    @Test
    void aBodyThatDrips() throws Exception {
        try (SSLSocket socket = webhook.connect()) {
            send(
                    socket,
                    "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n");
            var dripping = new Thread(() -> {
                try {
                    for (int i = 0; i < 50; i++) {
                        send(socket, " ");
                        Thread.sleep(100);
                    }
                } catch (IOException | InterruptedException closed) {
                    // It was told to stop.
                }
            });
            dripping.setDaemon(true);
            dripping.start();

            assertThat(answer(socket)).startsWith("HTTP/1.1 408 ").contains("the body did not arrive within 700 ms");
            dripping.interrupt();
        }
    }

    @Test
    void aTimeoutThatIsNone() throws Exception {
        var body = HttpRequest.BodyPublishers.ofByteArray(GOOD);
        assertThat(failure(webhook.post("?timeout=soon", body, JSON), 400))
                .isEqualTo("the parameter timeout must be a time such as 10s, not soon");
        assertThat(failure(webhook.post("?timeout=0s", body, JSON), 400))
                .isEqualTo("the parameter timeout must be a time such as 10s, not 0s");
    }

    @Test
    void aTimeoutThatIsTooShort() throws Exception {
        assertThat(failure(webhook.post("?timeout=0.000001s", HttpRequest.BodyPublishers.ofByteArray(GOOD), JSON), 504))
                .isEqualTo("the request could not be judged in the time that the API server waits");
    }

    @Test
    void moreRequestsThanMayBeReadAtOnce(@TempDir Path own) throws Exception {
        var limits = new ServerSettings.Limits(3 << 20, 2, 48L << 20, Duration.ofSeconds(60), Duration.ofSeconds(60));
        try (var busy = new TestWebhook(own, "production", limits)) {
            try (SSLSocket first = busy.connect();
                    SSLSocket second = busy.connect()) {
                begin(first, 9);
                begin(second, 9);
                awaitActive(busy, 2);
                HttpResponse<String> refused = busy.post(GOOD, JSON);
                assertThat(failure(refused, 429)).isEqualTo("2 requests are being judged; try again in a second");
                assertThat(refused.headers().firstValue("Retry-After")).contains("1");
                assertThat(busy.get(busy.httpUrl() + "/livez").body()).isEqualTo("ok");
            }
            awaitActive(busy, 0);
            assertThat(busy.review(GOOD).path("allowed").booleanValue()).isTrue();
        }
    }

    @Test
    void moreBytesThanMayBeInMemory(@TempDir Path own) throws Exception {
        var limits = new ServerSettings.Limits(3 << 20, 20, 7L << 20, Duration.ofSeconds(60), Duration.ofSeconds(60));
        try (var busy = new TestWebhook(own, "production", limits);
                SSLSocket first = busy.connect();
                SSLSocket second = busy.connect();
                SSLSocket third = busy.connect()) {
            begin(first, 3 << 20);
            begin(second, 3 << 20);
            awaitActive(busy, 2);
            begin(third, 2_500_000);
            assertThat(answer(third))
                    .startsWith("HTTP/1.1 503 ")
                    .contains("Retry-After: 1")
                    .contains("the requests that are being judged take all memory there is for them");

            assertThat(busy.review(GOOD).path("allowed").booleanValue()).isTrue();
        }
    }

    /** Sends the head of a request, and the first byte of its body. */
    private static void begin(SSLSocket socket, int length) throws IOException {
        send(
                socket,
                "POST /validate HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: " + length
                        + "\r\n\r\n{");
    }

    @Test
    @Tag("slow")
    void aThousandIdleConnections() throws Exception {
        List<SSLSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < 1000; i++) {
                sockets.add(webhook.connect());
            }
            assertThat(webhook.review(GOOD).path("allowed").booleanValue()).isTrue();
        } finally {
            for (SSLSocket socket : sockets) {
                socket.close();
            }
        }
    }

    private static void awaitActive(TestWebhook busy, int requests) throws IOException, InterruptedException {
        String line = "modelspec_webhook_requests_active " + requests + ".0";
        while (!busy.get(busy.httpUrl() + "/metrics").body().contains(line)) {
            Thread.sleep(10);
        }
    }

    private static void send(SSLSocket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static String answer(SSLSocket socket) throws IOException {
        InputStream in = socket.getInputStream();
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** The message of a Status, which an answer must be. */
    private static String failure(HttpResponse<String> answer, int code) {
        JsonNode status = TestWebhook.JSON.readTree(answer.body());
        assertThat(status.path("kind").asString()).isEqualTo("Status");
        assertThat(status.path("code").intValue()).isEqualTo(code).isEqualTo(answer.statusCode());
        return status.path("message").asString();
    }
}
