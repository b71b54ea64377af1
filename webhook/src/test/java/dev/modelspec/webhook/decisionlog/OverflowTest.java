package dev.modelspec.webhook.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.webhook.decisionlog.DecisionLogOptions.Mode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More decisions than there is room for, at a server that does not answer. */
class OverflowTest {
    @TempDir
    private Path folder;

    @Test
    void whatFindsNoRoomInMemoryIsDroppedAndCounted() throws Exception {
        try (LogServer server = LogServer.plain(0)) {
            CountDownLatch hold = new CountDownLatch(1);
            server.answer((exchange, ids) -> {
                hold.await();
                return 204;
            });
            DecisionLog log = DecisionLog.open(
                    DecisionLogOptions.of(server.url(), Mode.ASYNC).withLimits(Quick.of(10, 1 << 20, 0)));
            IntStream.range(0, 1_000).forEach(i -> log.log(Decisions.denial("id-" + i)));
            assertThat(log.status())
                    .returns(1_000L, DecisionLogStatus::logged)
                    .returns(990L, DecisionLogStatus::dropped)
                    .returns(10, DecisionLogStatus::queueLength)
                    .returns(10, DecisionLogStatus::queueCapacity);

            hold.countDown();
            log.close();

            assertThat(log.status())
                    .returns(10L, DecisionLogStatus::written)
                    .returns(990L, DecisionLogStatus::dropped)
                    .returns(0, DecisionLogStatus::queueLength);
            assertThat(server.taken)
                    .isEqualTo(IntStream.range(0, 10).mapToObj(i -> "id-" + i).toList());
        }
    }

    @Test
    void whatFindsNoRoomOnDiskEitherIsDroppedAndCounted() throws Exception {
        try (LogServer server = LogServer.plain(0)) {
            CountDownLatch hold = new CountDownLatch(1);
            server.answer((exchange, ids) -> {
                hold.await();
                return 204;
            });
            DecisionLog log = DecisionLog.open(DecisionLogOptions.of(server.url(), Mode.ASYNC)
                    .withSpill(folder.resolve("spill"))
                    .withLimits(Quick.of(20, 5_000, 30_000)));
            ExecutorService threads = Executors.newFixedThreadPool(8);
            IntStream.range(0, 8)
                    .forEach(thread -> threads.execute(
                            () -> IntStream.range(0, 100).forEach(i -> log.log(Decisions.denial(thread + "-" + i)))));
            threads.shutdown();
            assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
            assertThat(log.status().dropped()).isPositive();
            Decisions.await("something is on disk", () -> log.status().spillBytes() > 0);
            assertThat(log.status().spillBytes()).isLessThanOrEqualTo(30_000L);

            hold.countDown();
            Decisions.await(
                    "all is delivered",
                    () -> log.status().queueLength() == 0 && log.status().spillLines() == 0);
            log.close();

            DecisionLogStatus status = log.status();
            assertThat(status.logged()).isEqualTo(800);
            assertThat(status.written() + status.dropped()).isEqualTo(800);
            // What the server held for too long is sent again.
            List<String> once = server.taken.stream().distinct().toList();
            assertThat(once).hasSize((int) status.written());
            assertThat(inOrder(once)).isTrue();
        }
    }

    /** What one thread logged later is not before what it logged earlier. */
    private static boolean inOrder(List<String> ids) {
        int[] last = new int[8];
        for (String id : ids) {
            String[] parts = id.split("-", -1);
            int thread = Integer.parseInt(parts[0]);
            int number = Integer.parseInt(parts[1]) + 1;
            if (number <= last[thread]) {
                return false;
            }
            last[thread] = number;
        }
        return true;
    }
}
