package dev.modelspec.webhook.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.webhook.decisionlog.DecisionLogOptions.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The log in a file. */
class FileLogTest {
    private static final int THREADS = 8;

    @TempDir
    private Path folder;

    private Path file = Path.of("");

    @BeforeEach
    void chooseAFile() {
        file = folder.resolve("decisions.ndjson");
    }

    private DecisionLog open(Mode mode) {
        return DecisionLog.open(DecisionLogOptions.of(file.toString(), mode));
    }

    @Test
    void aDecisionIsInTheFileWhenLogReturns() throws IOException {
        try (DecisionLog log = open(Mode.SYNC)) {
            log.log(Decisions.denial("a"));
            assertThat(Decisions.ids(file)).containsExactly("a");

            log.log(Decisions.denial("b"));
            assertThat(Decisions.ids(file)).containsExactly("a", "b");
        }
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void allThatWasLoggedIsInTheFileInOrderWhenTheLogIsClosed(Mode mode) throws IOException {
        List<String> ids = IntStream.range(0, 100).mapToObj(i -> "id-" + i).toList();

        DecisionLog log = open(mode);
        ids.forEach(id -> log.log(Decisions.denial(id)));
        log.close();

        assertThat(Decisions.ids(file)).isEqualTo(ids);
        assertThat(log.status())
                .returns(100L, DecisionLogStatus::logged)
                .returns(100L, DecisionLogStatus::written)
                .returns(0L, DecisionLogStatus::dropped)
                .returns(0, DecisionLogStatus::queueLength);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void eightThreadsAtOnceTearNoLine(Mode mode) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (DecisionLog log = open(mode)) {
            List<Callable<Void>> work = IntStream.range(0, THREADS)
                    .<Callable<Void>>mapToObj(thread -> () -> {
                        for (int i = 0; i < 50; i++) {
                            log.log(Decisions.denial(thread + "-" + i, "x".repeat(i * 40), "m", null));
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> done : threads.invokeAll(work)) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }

        List<String> expected = new ArrayList<>();
        IntStream.range(0, THREADS * 50).forEach(i -> expected.add(i / 50 + "-" + i % 50));
        assertThat(Decisions.ids(file)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void onlyTheOwnerCanReadTheFile() throws IOException {
        open(Mode.SYNC).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void linesAreAppendedToWhatIsThere() throws IOException {
        for (String id : List.of("a", "b")) {
            try (DecisionLog log = open(Mode.SYNC)) {
                log.log(Decisions.denial(id));
            }
        }

        assertThat(Decisions.ids(file)).containsExactly("a", "b");
    }

    @Test
    void whatACrashLeftOfALineStaysByItself() throws IOException {
        Files.writeString(file, "{\"decision_id\":\"to");

        try (DecisionLog log = open(Mode.SYNC)) {
            log.log(Decisions.denial("a"));
        }

        assertThat(Files.readAllLines(file)).hasSize(2).first().isEqualTo("{\"decision_id\":\"to");
        assertThat(Decisions.id(Files.readAllLines(file).get(1))).isEqualTo("a");
    }

    @Test
    void aFileThatWasMovedAwayIsMadeAnew() throws IOException {
        Path rotated = folder.resolve("decisions.ndjson.1");
        try (DecisionLog log = open(Mode.SYNC)) {
            log.log(Decisions.denial("a"));
            Files.move(file, rotated);
            log.log(Decisions.denial("b"));
            Files.delete(file);
            log.log(Decisions.denial("c"));
        }

        assertThat(Decisions.ids(rotated)).containsExactly("a");
        assertThat(Decisions.ids(file)).containsExactly("c");
    }

    @Test
    void aFileThatWasCopiedAndCutIsWrittenFromItsBeginning() throws IOException {
        try (DecisionLog log = open(Mode.SYNC)) {
            log.log(Decisions.denial("a"));
            Files.newByteChannel(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
            log.log(Decisions.denial("b"));
        }

        assertThat(Decisions.ids(file)).containsExactly("b");
    }

    @Test
    void aLineCanBeLarge() throws IOException {
        String message = "long ".repeat(300_000);
        try (DecisionLog log = open(Mode.SYNC)) {
            log.log(Decisions.denial("a", "x", message, null));
            log.log(Decisions.denial("b"));
        }

        assertThat(Decisions.ids(file)).containsExactly("a", "b");
        assertThat(Decisions.json(Files.readAllLines(file).get(0))
                        .at("/findings/0/message")
                        .asString())
                .isEqualTo(message);
    }

    @Test
    void aFullDiskIsAFaultAndNotASilentLoss() {
        file = Path.of("/dev/full");
        try (DecisionLog log = open(Mode.SYNC)) {
            assertThatThrownBy(() -> log.log(Decisions.denial("a")))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("The decision cannot be logged: /dev/full: No space left on device");
            assertThat(log.status())
                    .returns(1L, DecisionLogStatus::logged)
                    .returns(0L, DecisionLogStatus::written)
                    .returns(1L, DecisionLogStatus::failed)
                    .returns(1L, DecisionLogStatus::failedSends)
                    .returns("/dev/full: No space left on device", DecisionLogStatus::lastError);
        }
    }

    @Test
    void aFullDiskIsNoFaultIfThereIsASpillOnAnother() throws IOException {
        file = Path.of("/dev/full");
        var options = DecisionLogOptions.of(file.toString(), Mode.SYNC).withSpill(folder.resolve("spill"));
        try (DecisionLog log = DecisionLog.open(options)) {
            log.log(Decisions.denial("a"));
            log.log(Decisions.denial("b"));
            assertThat(log.status()).returns(0L, DecisionLogStatus::failed).returns(2L, DecisionLogStatus::spillLines);
        }

        var mended = DecisionLogOptions.of(folder.resolve("decisions.ndjson").toString(), Mode.SYNC)
                .withSpill(folder.resolve("spill"));
        try (DecisionLog log = DecisionLog.open(mended)) {
            log.log(Decisions.denial("c"));
            log.log(Decisions.denial("d"));
            awaitEmptySpill(log);
        }
        assertThat(Decisions.ids(folder.resolve("decisions.ndjson"))).containsExactly("a", "b", "c", "d");
    }

    private static void awaitEmptySpill(DecisionLog log) {
        try {
            Decisions.await("the spill is empty", () -> log.status().spillLines() == 0);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFileThatBecomesAFolderIsAFaultUntilItIsAFileAgain() throws IOException {
        try (DecisionLog log = open(Mode.SYNC)) {
            log.log(Decisions.denial("a"));
            Files.delete(file);
            Files.createDirectory(file);
            assertThatThrownBy(() -> log.log(Decisions.denial("b")))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("The decision cannot be logged: " + file + ": Is a directory");

            Files.delete(file);
            log.log(Decisions.denial("c"));
        }

        assertThat(Decisions.ids(file)).containsExactly("c");
    }

    @Test
    void aFolderThatGoesIsAFaultUntilItIsBack() throws IOException {
        Path parent = Files.createDirectory(folder.resolve("logs"));
        file = parent.resolve("decisions.ndjson");
        try (DecisionLog log = open(Mode.SYNC)) {
            Files.delete(file);
            Files.delete(parent);
            assertThatThrownBy(() -> log.log(Decisions.denial("a")))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("The decision cannot be logged: " + file + ": it or its folder does not exist");

            Files.createDirectory(parent);
            log.log(Decisions.denial("b"));
        }

        assertThat(Decisions.ids(file)).containsExactly("b");
    }

    @Test
    void whatCannotBeAFileIsRefusedAtOnce() {
        assertThatThrownBy(() -> DecisionLog.open(DecisionLogOptions.of(folder.toString(), Mode.ASYNC)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The decision log " + folder
                        + " cannot be written: it is a folder; give the path of a file in it");
        assertThatThrownBy(() -> DecisionLog.open(
                        DecisionLogOptions.of(folder.resolve("a/b").toString(), Mode.ASYNC)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("The decision log " + folder.resolve("a/b") + " cannot be written: its folder "
                        + folder.resolve("a") + " does not exist; make it");
    }

    @Test
    void aClosedLogTakesNothing() {
        DecisionLog log = open(Mode.SYNC);
        log.close();
        assertThatThrownBy(() -> log.log(Decisions.denial("a")))
                .isInstanceOf(GovernanceException.class)
                .hasMessageContaining("closed");

        DecisionLog async = open(Mode.ASYNC);
        async.close();
        async.log(Decisions.denial("a"));
        assertThat(async.status()).returns(1L, DecisionLogStatus::logged).returns(1L, DecisionLogStatus::dropped);
    }
}
