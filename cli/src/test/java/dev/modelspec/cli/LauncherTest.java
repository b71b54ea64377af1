package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script at the root, as a process of its own, on what this build has packaged. */
@Tag("slow")
class LauncherTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @Test
    void itChecksFromAnyFolderAndThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("ms"), ROOT.resolve("modelspec"));
        Files.copy(ROOT.resolve("examples/08-full-production.modelspec.yaml"), folder.resolve("a b.modelspec.yaml"));

        assertThat(run(Map.of(), link.toString(), "check", "a b.modelspec.yaml"))
                .isEqualTo(new Run(0, "1 spec: 1 compliant (profile baseline)\n", ""));
    }

    @Test
    void theCurrentFolderIsNoPartOfNames() throws Exception {
        Files.writeString(folder.resolve("wrong.modelspec.yaml"), "a: b\n");

        assertThat(run(Map.of(), ROOT.resolve("modelspec").toString(), "check", ".")
                        .out())
                .startsWith("wrong.modelspec.yaml:1:1\n");
    }

    @Test
    void exitCodesPassThrough() throws Exception {
        String launcher = ROOT.resolve("modelspec").toString();

        assertThat(run(Map.of(), launcher, "check", ROOT.resolve("examples").toString()))
                .returns(1, Run::exitCode)
                .returns("", Run::err);
        assertThat(run(Map.of(), launcher, "check", "absent").exitCode()).isEqualTo(2);
    }

    /** What tests have on their class path, the command need not. */
    @Test
    void theKubernetesClientHasAllThatItNeeds() throws Exception {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: nowhere
                clusters: [{name: nowhere, cluster: {server: "http://127.0.0.1:1"}}]
                contexts: [{name: nowhere, context: {cluster: nowhere, user: nobody}}]
                users: [{name: nobody, user: {}}]
                """);

        Run audit = run(
                Map.of(),
                ROOT.resolve("modelspec").toString(),
                "audit",
                "--cluster",
                "--kubeconfig",
                kubeconfig.toString());
        assertThat(audit.exitCode()).as(audit.err()).isEqualTo(2);
        assertThat(audit.err()).contains("http://127.0.0.1:1", "namespaces");
        assertThat(audit.out()).isEmpty();
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        assertThat(run(
                        Map.of("JAVA_HOME", folder.toString()),
                        ROOT.resolve("modelspec").toString(),
                        "--version"))
                .returns(2, Run::exitCode)
                .satisfies(run -> assertThat(run.err()).contains("a JDK, 17 or later"));
    }

    @Test
    void aReaderThatGoesAwayIsNoFault() throws Exception {
        String command = "'" + ROOT.resolve("modelspec") + "' check '" + ROOT.resolve("examples") + "' | head -n 1";

        assertThat(run(Map.of(), "sh", "-c", command)).returns("", Run::err).returns(0, Run::exitCode);
    }

    @Test
    void jarsThatMavenHasWrittenAgainAreTrainedWithAgain() throws Exception {
        String launcher = ROOT.resolve("modelspec").toString();
        run(Map.of(), launcher, "--version");
        Path home = ROOT.resolve("cli/target/modelspec");
        FileTime before = Files.getLastModifiedTime(home.resolve("trained"));
        try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
            Files.setLastModifiedTime(jars.findFirst().orElseThrow(), FileTime.from(Instant.now()));
        }

        assertThat(run(Map.of(), launcher, "--version"))
                .returns(0, Run::exitCode)
                .returns("", Run::err);
        FileTime after = Files.getLastModifiedTime(home.resolve("trained"));
        assertThat(after).isGreaterThan(before);
        run(Map.of(), launcher, "--version");
        assertThat(Files.getLastModifiedTime(home.resolve("trained"))).isEqualTo(after);
    }

    private Run run(Map<String, String> environment, String... command) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        var process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        process.environment().put("MODELSPEC_BUILD", "never");
        process.environment().putAll(environment);
        int exitCode = process.start().waitFor();
        return new Run(exitCode, Files.readString(out), Files.readString(err));
    }
}
