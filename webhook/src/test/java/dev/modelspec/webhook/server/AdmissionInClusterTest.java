package dev.modelspec.webhook.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.cluster.ModelSpecCrd;
import dev.modelspec.testcluster.CommandResult;
import dev.modelspec.testcluster.TestCluster;
import dev.modelspec.webhook.Review;
import dev.modelspec.webhook.cluster.KubernetesCluster;
import dev.modelspec.webhook.config.FailurePolicy;
import dev.modelspec.webhook.config.Registration;
import dev.modelspec.webhook.config.WebhookConfiguration;
import dev.modelspec.webhook.tracing.Tracing;
import io.fabric8.kubernetes.api.model.StatusCause;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A real API server asks, and kubectl shows what it is told. */
@Tag("slow")
class AdmissionInClusterTest {
    @TempDir
    static Path folder;

    private static TestCluster cluster;
    private static KubernetesClient client;
    private static KubernetesCluster view;
    private static TestWebhook webhook;

    @BeforeAll
    static void start() throws IOException {
        cluster = TestCluster.start();
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(cluster.kubeconfig())))
                .build();
        view = new KubernetesCluster(client, Tracing.none());
        webhook = new TestWebhook(folder, "production", ServerSettings.Limits.DEFAULT, view, decided -> {});
        cluster.kubectlReading(ModelSpecCrd.definition().toString(), "apply", "-f", "-")
                .stdoutOrThrow();
        cluster.kubectl("wait", "--for=condition=Established", "crd/modelspecs.piqc.ai")
                .stdoutOrThrow();
        cluster.kubectl("create", "namespace", "team-a").stdoutOrThrow();
        judge("team-a", true);
    }

    private static void register(FailurePolicy failurePolicy, List<String> excluded) throws IOException {
        var registration = new Registration(
                "modelspec-webhook",
                "modelspec-system",
                "modelspec-webhook",
                webhook.url(),
                Files.readString(folder.resolve("ca.crt")),
                failurePolicy,
                10,
                excluded,
                Map.of());
        cluster.kubectlReading(WebhookConfiguration.yaml(registration), "apply", "-f", "-")
                .stdoutOrThrow();
    }

    @AfterAll
    static void stop() {
        webhook.close();
        view.close();
        client.close();
        cluster.close();
    }

    @Test
    void kubectlShowsEachReasonAndEachWarning() {
        CommandResult refused = create("alone", "00-minimal.modelspec.yaml", object -> {});

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.stdout()).isEmpty();
        List<String> lines = refused.stderr().lines().toList();
        assertThat(lines).filteredOn(line -> line.startsWith("Warning: [")).hasSize(13);
        assertThat(lines)
                .contains("The ModelSpec \"alone\" is invalid: ")
                .contains(
                        "* spec.governance.compliance.governance.owner: [accountability/owner-declared] The owner is missing;"
                                + " the spec must say who answers for the deployment. Set"
                                + " `spec.governance.compliance.governance.owner` to the team or person that answers for this"
                                + " deployment, best as an e-mail address, such as `customer-care-ai@example.com`.");
        assertThat(lines).filteredOn(line -> line.startsWith("* ")).hasSize(10);
        assertThat(cluster.kubectl("get", "mspec", "-n", "team-a", "alone").exitCode())
                .isEqualTo(1);
    }

    @Test
    void aClientIsToldTheSameInFields() {
        ObjectNode object = object("fields", "00-minimal.modelspec.yaml");

        assertThatThrownBy(() -> client.resource(object.toString()).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(403);
                    assertThat(e.getStatus().getMessage())
                            .startsWith(
                                    "admission webhook \"modelspecs.webhook.piqc.ai\" denied the request: not compliant"
                                            + " with profile production: 10 findings deny it, 13 warn\n- ");
                    assertThat(e.getStatus().getDetails().getCauses())
                            .extracting(StatusCause::getReason)
                            .contains("accountability/owner-declared", "supply-chain/artifact-uri-declared");
                });
    }

    @Test
    void aCompliantSpecIsLetInAndChangedAndDeleted() {
        CommandResult created = create("good", "01-artifacts.modelspec.yaml", AdmissionInClusterTest::comply);
        assertThat(created.stderr()).doesNotContain("invalid");
        assertThat(created.stdout()).isEqualTo("modelspec.piqc.ai/good created\n");

        assertThat(cluster.kubectl("label", "mspec", "good", "-n", "team-a", "team=a")
                        .stdout())
                .isEqualTo("modelspec.piqc.ai/good labeled\n");
        CommandResult worse = cluster.kubectl(
                "patch",
                "mspec",
                "good",
                "-n",
                "team-a",
                "--type=json",
                "-p",
                "[{\"op\":\"remove\",\"path\":\"/spec/governance\"}]");
        assertThat(worse.exitCode()).isEqualTo(1);
        assertThat(worse.stderr()).contains("The ModelSpec \"good\" is invalid: \n* spec.governance.");

        assertThat(cluster.kubectl("delete", "mspec", "good", "-n", "team-a").stdout())
                .isEqualTo("modelspec.piqc.ai \"good\" deleted from team-a namespace\n");
    }

    @Test
    void aDryRunIsJudgedAndNothingIsStored() {
        CommandResult bad = create("dry", "00-minimal.modelspec.yaml", object -> {}, "--dry-run=server");
        CommandResult good =
                create("dry", "01-artifacts.modelspec.yaml", AdmissionInClusterTest::comply, "--dry-run=server");

        assertThat(bad.stderr()).contains("The ModelSpec \"dry\" is invalid: ");
        assertThat(good.stdout()).isEqualTo("modelspec.piqc.ai/dry created (server dry run)\n");
        assertThat(cluster.kubectl("get", "mspec", "-n", "team-a", "dry").exitCode())
                .isEqualTo(1);
    }

    @Test
    void aNameThatTheApiServerMakesUpIsAName() {
        CommandResult created = create("x", "01-artifacts.modelspec.yaml", object -> {
            comply(object);
            object.withObject("metadata").remove("name");
            object.withObject("metadata").put("generateName", "made-up-");
        });

        assertThat(created.stderr()).doesNotContain("invalid");
        assertThat(created.stdout()).matches("modelspec.piqc.ai/made-up-\\w+ created\n");
    }

    @Test
    void whatIsBeingDeletedLosesItsFinalizersAlthoughTheRulesWouldNotLetItIn() throws IOException {
        inSandboxThenHere(
                "leaving",
                object -> object.withObject("metadata").putArray("finalizers").add("example.com/wait"));
        cluster.kubectl("delete", "mspec", "leaving", "-n", "team-b", "--wait=false")
                .stdoutOrThrow();
        judge("team-b", true);

        CommandResult changed = cluster.kubectl(
                "patch",
                "mspec",
                "leaving",
                "-n",
                "team-b",
                "--type=merge",
                "-p",
                "{\"spec\":{\"identity\":{\"model\":{\"id\":\"another\"}}}}");
        assertThat(changed.exitCode()).isEqualTo(1);
        assertThat(changed.stderr()).contains("The ModelSpec \"leaving\" is invalid: ");

        CommandResult released = cluster.kubectl(
                "patch",
                "mspec",
                "leaving",
                "-n",
                "team-b",
                "--type=merge",
                "-p",
                "{\"metadata\":{\"finalizers\":null}}");
        assertThat(released.stdout()).isEqualTo("modelspec.piqc.ai/leaving patched\n");
        assertThat(cluster.kubectl("get", "mspec", "leaving", "-n", "team-b").exitCode())
                .isEqualTo(1);
    }

    @Test
    void theStatusIsTheControllersToWrite() {
        create("status", "01-artifacts.modelspec.yaml", AdmissionInClusterTest::comply)
                .stdoutOrThrow();

        assertThat(cluster.kubectl(
                                "patch",
                                "mspec",
                                "status",
                                "-n",
                                "team-a",
                                "--subresource=status",
                                "--type=merge",
                                "-p",
                                "{\"status\":{\"observedGeneration\":1}}")
                        .stdout())
                .isEqualTo("modelspec.piqc.ai/status patched\n");
    }

    @Test
    void whatASpecDependsOnIsLookedUpInItsNamespace() {
        CommandResult without = create("chain", "08-full-production.modelspec.yaml", object -> {}, "--dry-run=server");
        assertThat(without.stderr()).contains("which there is not.");
        for (String name : List.of("support-embedder", "support-reranker", "support-guardrail")) {
            create(name, "01-artifacts.modelspec.yaml", AdmissionInClusterTest::comply)
                    .stdoutOrThrow();
        }

        CommandResult with = create("chain", "08-full-production.modelspec.yaml", object -> {}, "--dry-run=server");

        assertThat(with.stderr()).doesNotContain("which there is not");
    }

    @Test
    void excludedNamespacesAreNotJudged() {
        for (String namespace : List.of("sandbox", "kube-system", "modelspec-system")) {
            cluster.kubectl("create", "namespace", namespace);
            ObjectNode object = object("unjudged", "00-minimal.modelspec.yaml");
            object.withObject("metadata").put("namespace", namespace);
            assertThat(cluster.kubectlReading(object.toString(), "create", "-f", "-")
                            .stdout())
                    .isEqualTo("modelspec.piqc.ai/unjudged created\n");
        }
    }

    @Test
    void aWorkloadIsRefusedThatNamesASpecWhichThereIsNot() {
        CommandResult refused = deploy("lonely", "nobody", 1);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.stderr())
                .contains(
                        "The Deployment \"lonely\" is invalid: metadata.annotations[piqc.ai/modelspec]: [workload/spec-exists] ");
        assertThat(deploy("free", null, 8).stdout()).isEqualTo("deployment.apps/free created (server dry run)\n");
    }

    @Test
    void aWorkloadMayAskForWhatItsSpecDeclaresAndForNoMore() {
        create("runnable", "01-artifacts.modelspec.yaml", AdmissionInClusterTest::comply)
                .stdoutOrThrow();

        assertThat(deploy("modest", "runnable", 4).stdout())
                .isEqualTo("deployment.apps/modest created (server dry run)\n");
        assertThat(deploy("greedy", "runnable", 8).stderr())
                .contains("The Deployment \"greedy\" is invalid: metadata.annotations[piqc.ai/modelspec]:"
                        + " [workload/accelerators-declared] In ModelSpec runnable, spec.runtime.accelerator.count: ");
    }

    @Test
    void aWorkloadIsRefusedWhoseSpecDoesNotComplyAndStaysAsItIsWhereItRunsAlready() throws IOException {
        inSandboxThenHere("noncompliant", object -> {});
        cluster.kubectlReading(deployment("running", "noncompliant", 1, "team-b"), "create", "-f", "-")
                .stdoutOrThrow();
        judge("team-b", true);

        CommandResult refused =
                cluster.kubectlReading(deployment("second", "noncompliant", 1, "team-b"), "create", "-f", "-");
        assertThat(refused.stderr())
                .contains("The Deployment \"second\" is invalid: ")
                .contains("* metadata.annotations[piqc.ai/modelspec]: [accountability/owner-declared] In ModelSpec"
                        + " noncompliant, spec.governance.compliance.governance.owner: ");

        assertThat(cluster.kubectl("annotate", "deployment", "running", "-n", "team-b", "revision=2")
                        .stdout())
                .isEqualTo("deployment.apps/running annotated\n");
        assertThat(cluster.kubectl("set", "image", "deployment/running", "serve=example.com/other:2", "-n", "team-b")
                        .stderr())
                .contains(
                        "admission webhook \"workloads.webhook.piqc.ai\" denied the request: not compliant with profile"
                                + " production: ");
    }

    @Test
    void theApiServerIsRestartedAndGoesOnAsking() {
        cluster.restartApiServer();

        assertThat(create("again", "00-minimal.modelspec.yaml", object -> {}).stderr())
                .contains("The ModelSpec \"again\" is invalid: ");
        assertThat(view.labels("team-a")).containsEntry("kubernetes.io/metadata.name", "team-a");
    }

    /** Puts what the rules would refuse into a namespace of its own, while nothing there is judged. */
    private static void inSandboxThenHere(String name, Consumer<ObjectNode> change) throws IOException {
        cluster.kubectl("create", "namespace", "team-b");
        judge("team-b", false);
        ObjectNode object = object(name, "00-minimal.modelspec.yaml");
        object.withObject("metadata").put("namespace", "team-b");
        change.accept(object);
        cluster.kubectlReading(object.toString(), "create", "-f", "-").stdoutOrThrow();
    }

    private static void judge(String namespace, boolean wanted) throws IOException {
        register(FailurePolicy.FAIL, wanted ? List.of("sandbox") : List.of("sandbox", namespace));
        ObjectNode object = object("probe", "00-minimal.modelspec.yaml");
        object.withObject("metadata").put("namespace", namespace);
        while ((cluster.kubectlReading(object.toString(), "create", "--dry-run=server", "-f", "-")
                                .exitCode()
                        == 0)
                == wanted) {
            Thread.onSpinWait();
        }
    }

    private static CommandResult create(String name, String example, Consumer<ObjectNode> change, String... flags) {
        ObjectNode object = object(name, example);
        change.accept(object);
        var command = new ArrayList<>(List.of("create", "-f", "-"));
        command.addAll(List.of(flags));
        return cluster.kubectlReading(object.toString(), command.toArray(String[]::new));
    }

    private static CommandResult deploy(String name, @Nullable String spec, int accelerators) {
        return cluster.kubectlReading(
                deployment(name, spec, accelerators, "team-a"), "create", "--dry-run=server", "-f", "-");
    }

    private static String deployment(String name, @Nullable String spec, int accelerators, String namespace) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s, namespace: %2$s%3$s}
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      containers:
                        - name: serve
                          image: example.com/serve:1
                          resources: {limits: {nvidia.com/gpu: %4$d}}
                """.formatted(
                name, namespace, spec == null ? "" : ", annotations: {piqc.ai/modelspec: " + spec + "}", accelerators);
    }

    private static ObjectNode object(String name, String example) {
        ObjectNode object = Review.example(example);
        object.withObject("metadata").remove("uid");
        object.withObject("metadata").put("name", name);
        return object;
    }

    /** The full example without what it depends on. */
    private static void comply(ObjectNode object) {
        ObjectNode full = Review.example("08-full-production.modelspec.yaml");
        full.withObject("spec").remove("pipeline");
        object.set("spec", full.get("spec"));
    }
}
