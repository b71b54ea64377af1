package dev.modelspec.testcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TestClusterTest {
    private static TestCluster cluster;

    @TempDir
    Path temp;

    @BeforeAll
    static void start() {
        cluster = TestCluster.start();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void keepsWhatWasAppliedWhenTheApiServerRestarts() {
        cluster.kubectl("create", "configmap", "kept", "--from-literal=answer=42")
                .stdoutOrThrow();
        List<ProcessHandle> before = cluster.processes();

        cluster.restartApiServer();

        assertThat(cluster.kubectl("get", "configmap", "kept", "-o", "jsonpath={.data.answer}"))
                .isEqualTo(new CommandResult(0, "42", ""));
        assertThat(cluster.processes().get(0)).isEqualTo(before.get(0));
        assertThat(cluster.processes().get(1)).isNotEqualTo(before.get(1));
    }

    @Test
    void letsAUserDoWhatRbacGrantsAndNothingElse() {
        cluster.kubectl("create", "clusterrole", "reader", "--verb=list", "--resource=configmaps")
                .stdoutOrThrow();
        cluster.kubectl("create", "clusterrolebinding", "reader", "--clusterrole=reader", "--group=team, red")
                .stdoutOrThrow();
        String alice = cluster.kubeconfigFor("alice@example.com", "developers", "team, red")
                .toString();

        assertThat(cluster.kubectl("--kubeconfig", alice, "get", "configmaps", "-o", "name")
                        .exitCode())
                .isZero();
        assertThat(cluster.kubectl("--kubeconfig", alice, "get", "secrets"))
                .isEqualTo(new CommandResult(
                        1,
                        "",
                        "Error from server (Forbidden): secrets is forbidden: User \"alice@example.com\" cannot list resource"
                                + " \"secrets\" in API group \"\" in the namespace \"default\"\n"));
    }

    @Test
    void logsWhatChangesForAnAuditor() {
        cluster.kubectl("create", "configmap", "audited").stdoutOrThrow();

        assertThat(cluster.auditLog())
                .filteredOn(line -> line.contains("\"name\":\"audited\""))
                .singleElement()
                .asString()
                .contains("\"level\":\"Metadata\"", "\"verb\":\"create\"", "\"username\":\"admin\"", "\"code\":201");
    }

    @Test
    void describesItsKindsToKubeconform() throws Exception {
        Path good = Files.writeString(temp.resolve("good.yaml"), """
                {apiVersion: v1, kind: ConfigMap, metadata: {name: a, labels: {b: c}}, data: {d: e}}
                """);
        Path bad = Files.writeString(temp.resolve("bad.yaml"), """
                apiVersion: policy/v1
                kind: PodDisruptionBudget
                metadata: {name: a, labels: {b: 1}, annotation: {}}
                spec: {minAvailable: 50%, selektor: {}}
                """);

        String schemas = cluster.schemasForKubeconform();

        assertThat(cluster.kubeconform("-schema-location", schemas, "-summary", good.toString()))
                .isEqualTo(new CommandResult(
                        0, "Summary: 1 resource found in 1 file - Valid: 1, Invalid: 0, Errors: 0, Skipped: 0\n", ""));
        assertThat(cluster.kubeconform("-schema-location", schemas, bad.toString())
                        .stdout())
                .contains(
                        "PodDisruptionBudget a is invalid",
                        "at '/metadata': additional properties 'annotation' not allowed",
                        "at '/metadata/labels/b': got number, want string",
                        "at '/spec': additional properties 'selektor' not allowed");
    }

    @Test
    void leavesNoProcessAndNoFolderWhenItIsClosed() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("cluster"));
        TestCluster another = TestCluster.start(folder, ControlPlane.freePort(), Tools::path);
        List<ProcessHandle> processes = another.processes();
        assertThat(processes).hasSize(2).allMatch(ProcessHandle::isAlive);

        another.close();

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(folder).doesNotExist();
    }

    @Test
    void takesNoOtherClusterForItsOwnWhenThePortIsInUse() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("cluster"));
        int taken = Integer.parseInt(cluster.url().replaceAll(".*:", ""));

        assertThatThrownBy(() -> TestCluster.start(folder, taken, Tools::path))
                .isInstanceOf(TestClusterException.class)
                .hasMessageStartingWith("kube-apiserver ended with exit code 1; the end of its log:")
                .hasMessageContaining("127.0.0.1:" + taken + ": bind: address already in use");
        assertThat(folder).doesNotExist();
    }

    @Test
    void saysHowToMakeAProgramThatIsMissing() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("cluster"));

        assertThatThrownBy(() -> TestCluster.start(
                        folder, ControlPlane.freePort(), name -> Tools.path(name, temp.resolve("cache"))))
                .isInstanceOf(TestClusterException.class)
                .hasMessageStartingWith("kube-apiserver is not built: there is no " + temp.resolve("cache"))
                .hasMessageEndingWith("; `mvn -pl testcluster generate-resources` builds it, in a few minutes");
        assertThat(folder).doesNotExist();
    }
}
