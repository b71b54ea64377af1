package dev.modelspec.webhook.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.modelspec.engine.finding.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class TracingTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String PARENT = "00-" + TRACE + "-" + SPAN + "-01";

    @Test
    void aSpanOfTheTraceThatTheApiServerBeganReachesTheCollector() throws IOException {
        var received = new ByteArrayOutputStream();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", http -> {
            byte[] body = http.getRequestBody().readAllBytes();
            boolean packed = "gzip".equals(http.getRequestHeaders().getFirst("Content-Encoding"));
            received.writeBytes(
                    packed ? new GZIPInputStream(new java.io.ByteArrayInputStream(body)).readAllBytes() : body);
            http.sendResponseHeaders(200, -1);
            http.close();
        });
        collector.start();
        try (var tracing = Tracing.otlp(
                        "http://127.0.0.1:" + collector.getAddress().getPort() + "/", "1.2.3");
                var span = tracing.begin(PARENT)) {
            assertThat(span.traceId()).isEqualTo(TRACE);
            span.attributes(Map.of("modelspec.decision", "deny"));
            span.phases(Map.of("judge", Duration.ofMillis(3)));
            span.run(() -> {
                assertThat(tracing.call("GET ModelSpec", () -> "a spec")).isEqualTo("a spec");
                assertThatThrownBy(() -> tracing.call("GET Namespace", () -> {
                            throw new IllegalStateException("no route to it");
                        }))
                        .hasMessage("no route to it");
            });
        } finally {
            // What was not sent at once is sent when the tracing is closed, which comes after the span.
            collector.stop(0);
        }

        // The wire format is protobuf, in which texts and ids are as they are.
        String text = received.toString(StandardCharsets.ISO_8859_1);
        assertThat(text)
                .contains("POST /validate")
                .contains("judge")
                .contains("modelspec.decision")
                .contains("deny")
                .contains("modelspec-webhook")
                .contains("1.2.3")
                .contains("GET ModelSpec")
                .contains("no route to it")
                .contains(new String(HexFormat.of().parseHex(SPAN), StandardCharsets.ISO_8859_1));
        String trace = new String(HexFormat.of().parseHex(TRACE), StandardCharsets.ISO_8859_1);
        assertThat(text.split(Pattern.quote(trace), -1))
                .as("all four spans are of that trace")
                .hasSize(5);
    }

    @Test
    void withoutACollectorTheTraceIsStillKnown() {
        try (var tracing = Tracing.none();
                var span = tracing.begin(PARENT);
                var other = tracing.begin(null);
                var wrong = tracing.begin("00-zz")) {
            assertThat(span.traceId()).isEqualTo(TRACE);
            assertThat(other.traceId()).isNull();
            assertThat(wrong.traceId()).isNull();
        }
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThatThrownBy(() -> Tracing.otlp("collector", "1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Traces cannot be sent to collector: ");
    }
}
