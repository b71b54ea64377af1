package dev.modelspec.webhook.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.testcluster.CommandResult;
import dev.modelspec.testcluster.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code webhook.yaml} is what the chart makes of its defaults; {@code -Dgolden.update=true} writes it anew. */
@Tag("slow")
class ManifestsTest {
    private static final Path MANIFESTS = Path.of("manifests").toAbsolutePath();

    @Test
    void areWhatTheChartMakesAndWhatAnApiServerTakes() throws Exception {
        try (TestCluster cluster = TestCluster.start()) {
            String rendered = cluster.helm(
                            "template",
                            Chart.NAME,
                            Path.of("chart").toAbsolutePath().toString(),
                            "--namespace",
                            Chart.NAMESPACE,
                            "--set",
                            "crd.install=false,image.repository=modelspec-webhook")
                    .stdoutOrThrow()
                    // No release has them.
                    .replaceAll("(?m)^ *(helm\\.sh/chart|app\\.kubernetes\\.io/managed-by): .*\n", "");
            Path file = MANIFESTS.resolve("webhook.yaml");
            if (Boolean.getBoolean("golden.update")) {
                Files.writeString(file, rendered);
            }
            assertThat(file).hasContent(rendered);

            cluster.kubectl("apply", "-f", MANIFESTS.resolve("namespace.yaml").toString())
                    .stdoutOrThrow();
            CommandResult applied = cluster.kubectl("apply", "--server-side", "-k", MANIFESTS.toString());
            assertThat(applied.stdout().lines()).hasSize(13).allMatch(line -> line.endsWith(" serverside-applied"));
            // Here it would be said if the namespace, which is restricted, refused the Pods.
            assertThat(applied.stderr()).isEmpty();
            assertThat(cluster.kubectl("delete", "-k", MANIFESTS.toString())
                            .stdoutOrThrow()
                            .lines())
                    .hasSize(13);
        }
    }
}
