package dev.modelspec.webhook.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.webhook.decisionlog.DecisionLogOptions.Mode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The log at a stream. */
class StdoutLogTest {
    private static DecisionLog open(OutputStream stream) {
        var sink = new StreamSink(new PrintStream(stream, false, StandardCharsets.UTF_8));
        return DecisionLog.open(DecisionLogOptions.of("stdout", Mode.SYNC), sink);
    }

    @Test
    void aDecisionIsFlushedWhenLogReturns() {
        var out = new ByteArrayOutputStream();
        try (DecisionLog log = open(out)) {
            log.log(Decisions.denial("a", "größe", "m", null));
            assertThat(Decisions.json(out.toString(StandardCharsets.UTF_8))
                            .at("/objectRef/name")
                            .asString())
                    .isEqualTo("größe");
        }
    }

    @Test
    void whatOthersPrintDoesNotGetIntoALine() throws Exception {
        var out = new ByteArrayOutputStream();
        var stream = new PrintStream(out, false, StandardCharsets.UTF_8);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        CountDownLatch go = new CountDownLatch(1);
        try (DecisionLog log = DecisionLog.open(DecisionLogOptions.of("stdout", Mode.SYNC), new StreamSink(stream))) {
            IntStream.range(0, 2)
                    .forEach(thread -> threads.execute(() -> {
                        awaitQuietly(go);
                        IntStream.range(0, 200)
                                .forEach(i -> log.log(Decisions.denial("a", "x".repeat(9_000), "m", null)));
                    }));
            IntStream.range(0, 2)
                    .forEach(thread -> threads.execute(() -> {
                        awaitQuietly(go);
                        IntStream.range(0, 200).forEach(i -> stream.println("{\"decision_id\": \"other\"}"));
                    }));
            go.countDown();
            threads.shutdown();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        stream.flush();

        List<String> ids =
                out.toString(StandardCharsets.UTF_8).lines().map(Decisions::id).toList();
        assertThat(ids).hasSize(800);
        assertThat(ids.stream().filter("a"::equals)).hasSize(400);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aStreamThatNobodyReadsIsAFault() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        try (DecisionLog log = open(closed)) {
            assertThatThrownBy(() -> log.log(Decisions.denial("a")))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("The decision cannot be logged: standard output cannot be written to");
        }
    }
}
