package dev.modelspec.webhook.decisionlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.webhook.decisionlog.DecisionLogOptions.Mode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is ended by {@code kill -9} amidst its decisions: none of those of which it was told that they are logged is lost. */
@Tag("slow")
class CrashTest {
    private static final int ENOUGH = 2_000;

    @TempDir
    private Path folder;

    @Test
    void theFileHasAllThatWasAcknowledged() throws Exception {
        Path file = folder.resolve("decisions.ndjson");

        Set<String> acknowledged = crash(file.toString());

        assertThat(idsOfWholeLines(Files.readString(file))).containsAll(acknowledged);
        try (DecisionLog log = DecisionLog.open(DecisionLogOptions.of(file.toString(), Mode.SYNC))) {
            log.log(Decisions.denial("next"));
        }
        assertThat(idsOfWholeLines(Files.readString(file)))
                .containsAll(acknowledged)
                .endsWith("next");
    }

    @Test
    void aServerThatWasDownGetsAllThatWasAcknowledgedFromTheNextProcess() throws Exception {
        Path spill = folder.resolve("spill");
        try (LogServer server = LogServer.plain(0)) {
            server.answer((exchange, ids) -> 503);
            Set<String> acknowledged = crash(server.url(), spill.toString());
            assertThat(server.taken).isEmpty();

            server.answer((exchange, ids) -> 204);
            deliverTheRest(server, spill);
            assertThat(new HashSet<>(server.taken)).containsAll(acknowledged);
        }
    }

    @Test
    void aServerThatIsUpAndDownGetsAllThatWasAcknowledged() throws Exception {
        Path spill = folder.resolve("spill");
        try (LogServer server = LogServer.plain(0)) {
            List<Integer> requests = new ArrayList<>();
            server.answer((exchange, ids) -> {
                synchronized (requests) {
                    requests.add(ids.size());
                    return requests.size() % 3 == 0 ? 503 : 204;
                }
            });
            Set<String> acknowledged = crash(server.url(), spill.toString());

            server.answer((exchange, ids) -> 204);
            deliverTheRest(server, spill);
            assertThat(new HashSet<>(server.taken)).containsAll(acknowledged);
        }
    }

    private static void deliverTheRest(LogServer server, Path spill) throws InterruptedException {
        var options = DecisionLogOptions.of(server.url(), Mode.SYNC)
                .withLimits(Quick.LIMITS)
                .withSpill(spill);
        try (DecisionLog log = DecisionLog.open(options)) {
            Decisions.await("the spill is delivered", () -> log.status().spillLines() == 0);
        }
    }

    /** Ends the program once it has logged enough. What it has said until it is gone was acknowledged. */
    private static Set<String> crash(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingProgram.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var acknowledged = new HashSet<String>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("\\d-\\d+")) {
                    acknowledged.add(line);
                }
                if (acknowledged.size() == ENOUGH) {
                    // By its handle, for otherwise what it has said is thrown away.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.toHandle().destroyForcibly();
        }
        assertThat(process.waitFor()).isEqualTo(128 + 9);
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
        return acknowledged;
    }

    private static List<String> idsOfWholeLines(String text) {
        return Stream.of(text.split("\n", -1))
                .filter(line -> line.startsWith("{") && line.endsWith("}"))
                .map(Decisions::id)
                .toList();
    }
}
