package dev.modelspec.webhook.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.webhook.decisionlog.DecisionLogOptions.Connection;
import dev.modelspec.webhook.decisionlog.DecisionLogOptions.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log at a server. Loopback may do without TLS; {@link HttpsLogTest} does with it. */
class HttpLogTest {
    @TempDir
    private Path folder;

    private LogServer server;

    @BeforeEach
    void start() throws IOException {
        server = LogServer.plain(0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private DecisionLogOptions options(Mode mode) {
        return DecisionLogOptions.of(server.url(), mode).withLimits(Quick.LIMITS);
    }

    private Path spill() {
        return folder.resolve("spill");
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "id-" + i).toList();
    }

    private static void logAll(DecisionLog log, List<String> ids) {
        ids.forEach(id -> log.log(Decisions.denial(id)));
    }

    @Test
    void aDecisionIsAcknowledgedByTheServerWhenLogReturns() {
        try (DecisionLog log = DecisionLog.open(options(Mode.SYNC))) {
            log.log(Decisions.denial("a"));
            assertThat(server.taken).containsExactly("a");
        }
    }

    @Test
    void decisionsArePostedAsOpaPostsThem() {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        server.answer((exchange, ids) -> {
            seen.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + LogServer.header(exchange, "Content-Type") + " " + LogServer.header(exchange, "Content-Encoding")
                    + " " + LogServer.header(exchange, "Authorization"));
            return 200;
        });
        try (DecisionLog log = DecisionLog.open(options(Mode.SYNC))) {
            log.log(Decisions.denial("a"));
        }
        assertThat(seen).containsExactly("POST /logs application/json gzip ");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void anyKindOfSuccessIsAnAcknowledgement(int status) {
        server.answer((exchange, ids) -> status);
        try (DecisionLog log = DecisionLog.open(options(Mode.SYNC))) {
            log.log(Decisions.denial("a"));
            assertThat(log.status().written()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 400, 401, 403, 404, 429, 500, 503})
    void anythingElseIsNone(int status) {
        AtomicInteger elsewhere = new AtomicInteger();
        server.answer((exchange, ids) -> {
            if (exchange.getRequestURI().getPath().equals("/elsewhere")) {
                elsewhere.incrementAndGet();
            }
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            return status;
        });
        try (DecisionLog log = DecisionLog.open(options(Mode.SYNC))) {
            assertThatThrownBy(() -> log.log(Decisions.denial("a")))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("The decision cannot be logged: http://localhost:" + server.port()
                            + " answers with status " + status);
            assertThat(log.status().failed()).isEqualTo(1);
        }
        assertThat(elsewhere).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void whatTheServerDoesNotTakeIsOnDiskUntilItDoes(Mode mode) throws Exception {
        server.answer((exchange, ids) -> 503);
        try (DecisionLog log = DecisionLog.open(options(mode).withSpill(spill()))) {
            logAll(log, ids(0, 50));
            Decisions.await("all is on disk", () -> log.status().spillLines() == 50);
            assertThat(server.taken).isEmpty();

            server.answer((exchange, ids) -> 204);
            logAll(log, ids(50, 100));
            Decisions.await("all is delivered", () -> log.status().written() == 100);

            assertThat(log.status())
                    .returns(100L, DecisionLogStatus::logged)
                    .returns(0L, DecisionLogStatus::dropped)
                    .returns(0L, DecisionLogStatus::failed)
                    .returns(0L, DecisionLogStatus::spillLines)
                    .returns(0L, DecisionLogStatus::spillBytes)
                    .returns(Duration.ZERO, DecisionLogStatus::oldestUnsentAge);
        }
        assertThat(server.taken).isEqualTo(ids(0, 100));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aServerThatGoesAndComesBackGetsAllInOrder(Mode mode) throws Exception {
        int port = server.port();
        List<String> before;
        try (DecisionLog log = DecisionLog.open(options(mode).withSpill(spill()))) {
            logAll(log, ids(0, 20));
            Decisions.await("delivered", () -> log.status().written() == 20);
            server.close();
            before = List.copyOf(server.taken);
            logAll(log, ids(20, 40));
            Decisions.await("a try failed", () -> log.status().failedSends() > 0);

            server = LogServer.plain(port);
            logAll(log, ids(40, 60));
            Decisions.await("delivered", () -> log.status().written() == 60);
        }
        assertThat(before).isEqualTo(ids(0, 20));
        assertThat(server.taken).isEqualTo(ids(20, 60));
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void whatIsOnDiskIsDeliveredByTheNextProcess(Mode mode) throws Exception {
        server.answer((exchange, ids) -> 503);
        try (DecisionLog log = DecisionLog.open(options(mode).withSpill(spill()))) {
            logAll(log, ids(0, 30));
        }
        assertThat(server.taken).isEmpty();

        server.answer((exchange, ids) -> 204);
        try (DecisionLog log = DecisionLog.open(options(mode).withSpill(spill()))) {
            Decisions.await("delivered", () -> log.status().written() == 30);
            assertThat(log.status()).returns(30L, DecisionLogStatus::recovered).returns(0L, DecisionLogStatus::logged);
        }
        assertThat(server.taken).isEqualTo(ids(0, 30));
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUp() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        server.answer((exchange, ids) -> {
            hold.await();
            return 204;
        });
        var limits = Quick.withTimes(Duration.ofSeconds(20), Duration.ofMillis(50), Duration.ofSeconds(1));
        try (DecisionLog log = DecisionLog.open(options(Mode.SYNC).withLimits(limits))) {
            assertThatThrownBy(() -> log.log(Decisions.denial("a")))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("The decision cannot be logged: http://localhost:" + server.port()
                            + " did not answer within 50 ms");
        } finally {
            hold.countDown();
        }
    }

    @Test
    void aCallerDoesNotWaitForEver() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        server.answer((exchange, ids) -> {
            hold.await();
            return 204;
        });
        var limits = Quick.withTimes(Duration.ofMillis(50), Duration.ofSeconds(20), Duration.ofMillis(10));
        try (DecisionLog log = DecisionLog.open(options(Mode.SYNC).withLimits(limits))) {
            assertThatThrownBy(() -> log.log(Decisions.denial("a")))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("The decision was not logged within 50 ms");
            assertThatThrownBy(() -> log.log(Decisions.denial("b"))).isInstanceOf(GovernanceException.class);
            // The first is under way, the second was taken back.
            assertThat(log.status()).returns(1, DecisionLogStatus::queueLength).returns(1L, DecisionLogStatus::failed);
        } finally {
            hold.countDown();
        }
    }

    @Test
    void closingDoesNotWaitForAServerThatDoesNotAnswer() throws Exception {
        CountDownLatch hold = new CountDownLatch(1);
        server.answer((exchange, ids) -> {
            hold.await();
            return 204;
        });
        var limits = Quick.withTimes(Duration.ofSeconds(20), Duration.ofHours(1), Duration.ofMillis(50));
        DecisionLog log =
                DecisionLog.open(options(Mode.ASYNC).withLimits(limits).withSpill(spill()));
        logAll(log, ids(0, 10));

        log.close();

        assertThat(log.status()).returns(10L, DecisionLogStatus::spillLines).returns(0L, DecisionLogStatus::dropped);
        hold.countDown();
        try (DecisionLog next = DecisionLog.open(options(Mode.ASYNC).withSpill(spill()))) {
            Decisions.await("delivered", () -> next.status().written() == 10);
        }
        assertThat(new HashSet<>(server.taken)).isEqualTo(new HashSet<>(ids(0, 10)));
    }

    @Test
    void withoutASpillWhatIsLeftAtTheEndIsCountedAsDropped() {
        server.answer((exchange, ids) -> 503);
        var limits = Quick.withTimes(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMillis(50));
        DecisionLog log = DecisionLog.open(options(Mode.ASYNC).withLimits(limits));
        logAll(log, ids(0, 10));

        log.close();

        assertThat(log.status())
                .returns(10L, DecisionLogStatus::logged)
                .returns(10L, DecisionLogStatus::dropped)
                .returns(0L, DecisionLogStatus::written)
                .returns(0, DecisionLogStatus::queueLength);
    }

    @Test
    void whatIsTooMuchForTheServerIsSentInHalves() throws Exception {
        server.answer((exchange, ids) -> ids.size() > 3 ? 413 : ids.contains("id-7") ? 413 : 204);
        CountDownLatch hold = new CountDownLatch(1);
        try (DecisionLog log = DecisionLog.open(options(Mode.ASYNC).withSpill(spill()))) {
            logAll(log, ids(0, 20));
            hold.countDown();
            Decisions.await("delivered", () -> log.status().written() == 19);
            assertThat(log.status()).returns(1L, DecisionLogStatus::refused).returns(0L, DecisionLogStatus::dropped);
        }
        List<String> expected = new ArrayList<>(ids(0, 20));
        expected.remove("id-7");
        assertThat(server.taken).isEqualTo(expected);
        assertThat(Decisions.ids(spill().resolve("refused.ndjson"))).containsExactly("id-7");
    }

    @Test
    void aLineThatIsTooLargeForTheServerIsAFaultInSyncModeWithoutASpill() {
        server.answer((exchange, ids) -> 413);
        try (DecisionLog log = DecisionLog.open(options(Mode.SYNC))) {
            assertThatThrownBy(() -> log.log(Decisions.denial("a")))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("The decision cannot be logged: http://localhost:" + server.port()
                            + " takes no more at a time: status 413");
        }
    }

    @Test
    void theTokenIsReadAgainWhenItsFileChanges() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "one\n");
        server.answer(
                (exchange, ids) -> LogServer.header(exchange, "Authorization").equals("Bearer two") ? 204 : 401);
        var options = options(Mode.SYNC).withConnection(new Connection(token, null, null, null));
        try (DecisionLog log = DecisionLog.open(options)) {
            assertThatThrownBy(() -> log.log(Decisions.denial("a"))).isInstanceOf(GovernanceException.class);
            Files.writeString(token, "two\n");
            log.log(Decisions.denial("b"));
        }
        assertThat(server.taken).containsExactly("b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/logs",
                "http://10.0.0.1/logs",
                "http://127.0.0.1.example.com/logs",
                "https://me:hunter2@example.com/logs",
                "ftp://example.com/logs",
                "https:///logs",
                "://"
            })
    void aUrlThatIsNotSafeIsRefused(String url) {
        assertThatThrownBy(() -> DecisionLog.open(DecisionLogOptions.of(url, Mode.ASYNC)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("The decision log ")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aTokenOrCertificateThatCannotBeUsedIsRefused() throws IOException {
        Path absent = folder.resolve("absent");
        Path words = Files.writeString(folder.resolve("words"), "two words");

        assertThatThrownBy(() ->
                        DecisionLog.open(options(Mode.ASYNC).withConnection(new Connection(absent, null, null, null))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(absent + " cannot be read");
        assertThatThrownBy(() ->
                        DecisionLog.open(options(Mode.ASYNC).withConnection(new Connection(words, null, null, null))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(words + " holds no bearer token");
        assertThatThrownBy(() ->
                        DecisionLog.open(options(Mode.ASYNC).withConnection(new Connection(null, words, null, null))))
                .isInstanceOf(ConfigurationException.class);
        assertThatThrownBy(() ->
                        DecisionLog.open(options(Mode.ASYNC).withConnection(new Connection(null, null, words, null))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("give both files");
    }
}
