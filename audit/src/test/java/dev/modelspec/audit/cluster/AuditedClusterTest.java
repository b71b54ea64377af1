package dev.modelspec.audit.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.audit.SpecOrder;
import dev.modelspec.engine.cluster.ModelSpecCrd;
import dev.modelspec.engine.cluster.WaiverCrd;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.governance.Namespace;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.waiver.Waiver;
import dev.modelspec.testcluster.TestCluster;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The specs and waivers that a real API server lists. */
@Tag("slow")
class AuditedClusterTest {
    private static final int IN_EACH = 800;

    private static TestCluster cluster;

    @BeforeAll
    static void fill() {
        cluster = TestCluster.start();
        for (String crd : List.of(ModelSpecCrd.NAME, WaiverCrd.NAME)) {
            var definition = crd.equals(WaiverCrd.NAME) ? WaiverCrd.definition() : ModelSpecCrd.definition();
            cluster.kubectlReading(definition.toString(), "create", "-f", "-").stdoutOrThrow();
            cluster.kubectl("wait", "--for=condition=Established", "crd/" + crd).stdoutOrThrow();
        }
        for (String namespace : List.of("a", "a-b", "c")) {
            cluster.kubectl("create", "namespace", namespace).stdoutOrThrow();
            cluster.kubectl("label", "namespace", namespace, "team=" + namespace)
                    .stdoutOrThrow();
            var specs = new StringBuilder();
            for (int i = 0; i < IN_EACH; i++) {
                specs.append("""
                        ---
                        apiVersion: piqc.ai/v1alpha1
                        kind: ModelSpec
                        metadata: {name: s%d, namespace: %s, annotations: {piqc.ai/version: "1.0"}}
                        spec:
                          identity: {model: {id: m, family: f, task: t, framework: vllm}}
                          runtime: {accelerator: {vendor: nvidia, type: a10, count: 1}}
                        """.formatted(i, namespace));
            }
            cluster.kubectlReading(specs.toString(), "create", "--validate=false", "-f", "-")
                    .stdoutOrThrow();
        }
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void allSpecsAreListedOnceInTheOrderOfAReport() {
        List<ClusterSpecs.Item> items = items(List.of());

        List<String> names = items.stream().map(item -> item.source().name()).toList();
        assertThat(names)
                .hasSize(3 * IN_EACH)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(SpecOrder.OBJECT.comparator())
                .startsWith("ModelSpec a-b/s0", "ModelSpec a-b/s1", "ModelSpec a-b/s10");
        Map<String, Integer> byTeam = new TreeMap<>();
        items.forEach(item -> byTeam.merge(team(item.namespace()), 1, Integer::sum));
        assertThat(byTeam).isEqualTo(Map.of("a", IN_EACH, "a-b", IN_EACH, "c", IN_EACH));
    }

    @Test
    void someNamespacesCanBeChosen() {
        List<String> names = items(List.of("c", "a")).stream()
                .map(item -> item.source().name())
                .toList();

        assertThat(names)
                .hasSize(2 * IN_EACH)
                .isSortedAccordingTo(SpecOrder.OBJECT.comparator())
                .noneMatch(name -> name.startsWith("ModelSpec a-b/"));
    }

    @Test
    void aSpecIsJudgedAsItsFileWouldBe() {
        ClusterSpecs.Item item = items(List.of("c")).get(0);

        try (var governance = Governance.builder().surface(Surface.AUDIT).build()) {
            var context = EvaluationContext.of(Surface.AUDIT).in(item.namespace());
            assertThat(governance.evaluate(item.source(), context).specs())
                    .singleElement()
                    .satisfies(spec -> {
                        assertThat(spec.namespace()).isEqualTo("c");
                        assertThat(spec.name()).isEqualTo("s0");
                        assertThat(spec.policiesEvaluated()).isTrue();
                        assertThat(spec.decision()).isNotEqualTo(Decision.ALLOW);
                        assertThat(spec.findings())
                                .anySatisfy(finding -> assertThat(
                                                finding.location().region().startLine())
                                        .isGreaterThan(1));
                    });
        }
    }

    @Test
    void whoMayNotListIsToldWhichRightIsMissing() {
        Path nobody = cluster.kubeconfigFor("nobody");
        assertThatThrownBy(() -> items(nobody, List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(
                        "The cluster test cannot be audited:",
                        "namespaces cannot be had: it is forbidden",
                        "User \"nobody\" cannot list resource \"namespaces\"",
                        "kubectl create clusterrole modelspec-audit --verb=get,list");

        cluster.kubectl("create", "clusterrole", "namespaces", "--verb=get,list", "--resource=namespaces")
                .stdoutOrThrow();
        cluster.kubectl("create", "clusterrolebinding", "namespaces", "--clusterrole=namespaces", "--user=half")
                .stdoutOrThrow();
        assertThatThrownBy(() -> items(cluster.kubeconfigFor("half"), List.of("a")))
                .hasMessageContaining(
                        "User \"half\" cannot list resource \"modelspecs\" in API group \"piqc.ai\" in the"
                                + " namespace \"a\"");
    }

    @Test
    void theRightsThatTheErrorNamesAreEnough() {
        cluster.kubectl(
                        "create",
                        "clusterrole",
                        "modelspec-audit",
                        "--verb=get,list",
                        "--resource=modelspecs.piqc.ai,waivers.governance.modelspec.dev,namespaces")
                .stdoutOrThrow();
        cluster.kubectl("create", "clusterrolebinding", "audit", "--clusterrole=modelspec-audit", "--user=auditor")
                .stdoutOrThrow();
        Path auditor = cluster.kubeconfigFor("auditor");

        assertThat(items(auditor, List.of("c"))).hasSize(IN_EACH);
        try (Cluster audited = Cluster.open(new ClusterChoice(auditor, "test", List.of()))) {
            assertThat(audited.waivers("a")).isEqualTo(new ClusterWaivers(List.of(), List.of()));
        }
    }

    @Test
    void onlyWaiversOfTheDesignatedNamespaceCount() {
        for (String namespace : List.of("default", "c")) {
            cluster.kubectlReading("""
                            apiVersion: governance.modelspec.dev/v1alpha1
                            kind: Waiver
                            metadata: {name: of-%1$s, namespace: %1$s, labels: {team: risk}}
                            spec:
                              rule: retention/logs-max-days
                              target: {namespace: c, name: s0}
                              reason: why
                              owner: who
                              grantedAt: "2026-11-01"
                              expiresAt: "2027-01-31"
                            """.formatted(namespace), "apply", "-f", "-").stdoutOrThrow();
        }

        try (Cluster audited = Cluster.open(new ClusterChoice(cluster.kubeconfig(), null, List.of()))) {
            ClusterWaivers found = audited.waivers("default");

            assertThat(found.problems()).isEmpty();
            assertThat(found.waivers()).extracting(Waiver::origin).containsExactly("Waiver default/of-default");
        }
    }

    private static List<ClusterSpecs.Item> items(List<String> namespaces) {
        return items(cluster.kubeconfig(), namespaces);
    }

    private static List<ClusterSpecs.Item> items(Path kubeconfig, List<String> namespaces) {
        try (Cluster audited = Cluster.open(new ClusterChoice(kubeconfig, null, namespaces))) {
            var items = new ArrayList<ClusterSpecs.Item>();
            ClusterSpecs specs = audited.specs();
            specs.forEachRemaining(items::add);
            assertThat(specs.isSnapshot()).isTrue();
            return items;
        }
    }

    private static String team(Namespace namespace) {
        return String.valueOf(Objects.requireNonNull(namespace.labels()).get("team"));
    }
}
