package dev.modelspec.audit.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.audit.ExampleAudit;
import dev.modelspec.testcluster.CommandResult;
import dev.modelspec.testcluster.TestCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A real API server, with the definitions of the OpenReports project, takes what is written. */
@Tag("slow")
class OpenReportsInClusterTest {
    private static final String MODULE = "github.com/openreports/reports-api@v0.2.1";

    @Test
    void theApiServerTakesEveryReport() throws Exception {
        try (TestCluster cluster = TestCluster.start()) {
            cluster.kubectl("create", "-f", definitions().toString()).stdoutOrThrow();
            cluster.kubectl("wait", "--for=condition=Established", "--all", "crd")
                    .stdoutOrThrow();
            cluster.kubectl("create", "namespace", "care").stdoutOrThrow();

            CommandResult applied = cluster.kubectlReading(
                    ExampleAudit.write(OpenReportsWriter::new),
                    "apply",
                    "--server-side",
                    "--validate=strict",
                    "-f",
                    "-");

            assertThat(applied.stdoutOrThrow().lines())
                    .hasSize(5)
                    .allMatch(line -> line.endsWith("serverside-applied"));
            assertThat(cluster.kubectl(
                                    "get",
                                    "reports.openreports.io",
                                    "-n",
                                    "care",
                                    "-o",
                                    "jsonpath={.items[*].scope.name}")
                            .stdoutOrThrow())
                    .isEqualTo("chat");
        }
    }

    /** The folder with the definitions, in Go's cache of modules; go.sum says what they have to be. */
    private static Path definitions() throws IOException, InterruptedException {
        Process go = new ProcessBuilder("go", "mod", "download", "-json", MODULE)
                .directory(Path.of("src/test/go/openreports").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String module = new String(go.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(go.waitFor()).as(module).isZero();
        return Path.of(new JsonMapper().readTree(module).path("Dir").asString(), "config", "crd");
    }
}
