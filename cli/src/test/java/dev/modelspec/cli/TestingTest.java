package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code test} writes, and when it tests again. */
@Tag("slow")
class TestingTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @TempDir
    private Path elsewhere;

    private Path own;

    @BeforeEach
    void writeRule() {
        run("new", "rule", "acme/team", "--in", folder.toString());
        own = folder.resolve("rules/acme/team");
    }

    @Test
    void reportsAreWrittenIntoFoldersThatAreMade() {
        Path junit = elsewhere.resolve("reports/junit.xml");
        Path lcov = elsewhere.resolve("coverage/lcov.info");

        assertThat(run("test", folder.toString(), "--junit=" + junit, "--lcov=" + lcov))
                .returns(0, Run::exitCode);

        assertThat(junit).content().contains("tests=\"4\" failures=\"0\" errors=\"0\"");
        assertThat(lcov).content().contains("SF:" + own.resolve("team.rego") + "\n");
    }

    @Test
    void policiesThatCannotBeTestedLeaveNoReportOfBefore() throws IOException {
        Path junit = elsewhere.resolve("junit.xml");
        Path lcov = elsewhere.resolve("lcov.info");
        run("test", folder.toString(), "--junit=" + junit, "--lcov=" + lcov);
        Files.writeString(own.resolve("team.rego"), "package broken\n\na if }\n");

        assertThat(run("test", folder.toString(), "--junit=" + junit, "--lcov=" + lcov))
                .returns(2, Run::exitCode);

        assertThat(junit)
                .content()
                .contains("tests=\"1\" failures=\"0\" errors=\"1\"")
                .contains("team.rego:3:");
        assertThat(lcov).isEmptyFile();
    }

    @Test
    void twoReportsInOneFileAreRefused() {
        assertThat(run("test", folder.toString(), "--junit=" + folder + "/x", "--lcov=" + folder + "/./x"))
                .returns(2, Run::exitCode)
                .satisfies(run -> assertThat(run.err())
                        .startsWith("modelspec: --junit and --lcov name the same file, " + folder + "/x\n"));
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void suitesAloneHaveNoCoverageAndReachNoThresholdButNone() throws IOException {
        Files.delete(own.resolve("team_test.rego"));

        assertThat(run("test", folder.toString(), "--threshold=0"))
                .returns(0, Run::exitCode)
                .returns("modelspec: no Rego test ran, and suites cover nothing: there is no coverage\n", Run::err);
        assertThat(run("test", folder.toString(), "--threshold=0.1"))
                .returns(1, Run::exitCode)
                .satisfies(run -> assertThat(run.err())
                        .endsWith("modelspec: the coverage is 0.0 %, below the threshold of 0.1 %\n"));
    }

    @Test
    @Timeout(180)
    void itTestsAgainWhenASpecElsewhereChanges() throws Exception {
        Path spec = elsewhere.resolve("fail.txt");
        Files.move(own.resolve("fail.modelspec.yaml"), spec);
        Path suite = own.resolve("suite.yaml");
        Files.writeString(suite, Files.readString(suite).replace("fail.modelspec.yaml", spec.toString()));
        var out = new ByteArrayOutputStream();
        var err = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        var console = new Console(InputStream.nullInputStream(), out, err, environment(), false, false);
        var watching = new Thread(() -> Modelspec.run(console, "test", "--watch", folder.toString()));
        watching.start();
        try {
            awaitIn(out, "4 tests: 4 passed");
            awaitIn(out, "end with Ctrl-C");

            Files.writeString(spec, Files.readString(own.resolve("pass.modelspec.yaml")));

            awaitIn(out, "4 tests: 3 passed, 1 failed");
        } finally {
            watching.interrupt();
            watching.join(LONG.toMillis());
        }
        assertThat(watching.isAlive()).isFalse();
    }

    @Test
    void aFolderThatIsNotThereIsNotWaitedFor() {
        assertThat(run("test", "--watch", folder + "/none"))
                .returns(2, Run::exitCode)
                .satisfies(run -> assertThat(run.err()).contains(folder + "/none"));
    }

    private static void awaitIn(ByteArrayOutputStream out, String text) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (!out.toString(StandardCharsets.UTF_8).contains(text)) {
            assertThat(System.nanoTime()).as("waiting for %s in %s", text, out).isLessThan(end);
            Thread.sleep(20);
        }
    }

    private Map<String, String> environment() {
        return Map.of("XDG_CACHE_HOME", elsewhere.resolve("cache").toString());
    }

    private Run run(String... arguments) {
        return Run.of("", environment(), false, arguments);
    }
}
