package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.testcluster.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code modelspec audit --cluster} with a real API server. */
@Tag("slow")
class AuditInClusterTest {
    private static final String RULE = "accountability/owner-declared";

    @TempDir
    static Path folder;

    private static TestCluster cluster;

    @BeforeAll
    static void start() throws Exception {
        cluster = TestCluster.start();
        cluster.kubectlReading(Run.of("crd").out(), "apply", "-f", "-").stdoutOrThrow();
        for (String crd : new String[] {"modelspecs.piqc.ai", "waivers.governance.modelspec.dev"}) {
            cluster.kubectl("wait", "--for=condition=Established", "crd/" + crd).stdoutOrThrow();
        }
        String minimal = "../examples/00-minimal.modelspec.yaml";
        for (String namespace : List.of("team-a", "team-b", "risk")) {
            cluster.kubectl("create", "namespace", namespace).stdoutOrThrow();
            Run rendered = Run.of("render", "--namespace", namespace, minimal);
            cluster.kubectlReading(rendered.out(), "apply", "-f", "-").stdoutOrThrow();
        }
        waive("risk", "accepted", RULE, "team-a");
        waive("risk", "mistaken", "no/such-rule", "team-a");
        waive("team-b", "own", RULE, "team-b");
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void reportsOnAllSpecsAndCountsWaiversOfTheDesignatedNamespaceOnly() {
        Run run = audit("--waiver-namespace", "risk", "--format", "json");
        assertThat(run.err()).contains("a waiver excuses nobody: Waiver risk/mistaken: ", "there is no such rule");
        JsonNode report = JsonMapper.shared().readTree(run.out());
        assertThat(report.path("specs")
                        .valueStream()
                        .map(spec -> spec.path("source").asString()))
                .containsExactly(
                        "ModelSpec risk/support-chat-minimal",
                        "ModelSpec team-a/support-chat-minimal",
                        "ModelSpec team-b/support-chat-minimal");
        assertThat(report.path("order").asString()).isEqualTo("object");
        assertThat(waivedIn(report)).containsExactly("team-a");
    }

    @Test
    void namespacesCanBeChosen() {
        JsonNode report = JsonMapper.shared()
                .readTree(audit("--namespace", "team-b", "--format", "json").out());
        assertThat(report.path("totals").path("specs").path("total").asInt()).isEqualTo(1);
        assertThat(audit("--namespace", "absent").err()).contains("absent");
    }

    @Test
    void shardsAreJoinedToTheReportOfOneRun() throws Exception {
        String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        List<String> merge = new ArrayList<>(List.of("report", "merge", "--format", "json"));
        for (String shard : List.of("1/2", "2/2")) {
            String file = folder.resolve("shard-" + shard.charAt(0) + ".json").toString();
            audit("--at", at, "--shard", shard, "--format", "json=" + file);
            merge.add(file);
        }
        assertThat(Run.of(merge.toArray(String[]::new)).out())
                .isEqualTo(audit("--at", at, "--format", "json").out());
        assertThat(Files.size(Path.of(merge.get(merge.size() - 1)))).isPositive();
    }

    @Test
    void aMissingRightIsSaid() throws Exception {
        Path nobody = cluster.kubeconfigFor("nobody");
        Run run = Run.of("audit", "--cluster", "--kubeconfig", nobody.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("nobody", "namespaces");
    }

    private static List<String> waivedIn(JsonNode report) {
        return report.path("specs")
                .valueStream()
                .filter(spec -> spec.path("findings")
                        .valueStream()
                        .anyMatch(finding -> finding.path("standing").asString().equals("waived")))
                .map(spec -> spec.path("namespace").asString())
                .toList();
    }

    private static Run audit(String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "audit", "--cluster", "--kubeconfig", cluster.kubeconfig().toString()));
        all.addAll(List.of(arguments));
        return Run.of(all.toArray(String[]::new));
    }

    private static void waive(String in, String name, String rule, String namespace) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        cluster.kubectlReading(
                        """
                        apiVersion: governance.modelspec.dev/v1alpha1
                        kind: Waiver
                        metadata: {name: %s, namespace: %s}
                        spec:
                          rule: %s
                          target: {namespace: %s, name: support-chat-minimal}
                          reason: For a test.
                          owner: risk@example.com
                          grantedAt: "%s"
                          expiresAt: "%s"
                        """.formatted(name, in, rule, namespace, now.minusSeconds(60), now.plus(Duration.ofDays(30))),
                        "apply",
                        "-f",
                        "-")
                .stdoutOrThrow();
    }
}
