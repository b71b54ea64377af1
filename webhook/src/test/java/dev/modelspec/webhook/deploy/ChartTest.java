package dev.modelspec.webhook.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.cluster.ModelSpecCrd;
import dev.modelspec.engine.cluster.WaiverCrd;
import dev.modelspec.testcluster.CommandResult;
import dev.modelspec.testcluster.TestCluster;
import dev.modelspec.webhook.config.FailurePolicy;
import dev.modelspec.webhook.config.Registration;
import dev.modelspec.webhook.config.WebhookConfiguration;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhook;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

@Tag("slow")
class ChartTest {
    /** What an API server has only once somebody has installed it. */
    private static final String OTHERS = "Certificate,Issuer,ServiceMonitor";

    @TempDir
    static Path temp;

    private static TestCluster cluster;
    private static Chart chart;
    private static String schemas;

    @BeforeAll
    static void start() throws Exception {
        cluster = TestCluster.start();
        chart = Chart.packaged(cluster);
        schemas = cluster.schemasForKubeconform();
        cluster.kubectl("create", "namespace", Chart.NAMESPACE).stdoutOrThrow();
    }

    @AfterAll
    static void close() {
        cluster.close();
    }

    @Test
    void passesHelmsLinter() {
        assertThat(cluster.helm("lint", "--strict", chart.archive().toString()).stdoutOrThrow())
                .contains("1 chart(s) linted, 0 chart(s) failed");
    }

    @Test
    void bringsTheCrdsAsTheCommandPrintsThem() {
        List<GenericKubernetesResource> crds =
                chart.renderAll(Chart.values("defaults"), "CustomResourceDefinition", GenericKubernetesResource.class);

        var json = new JsonMapper();
        assertThat(crds)
                .extracting(crd -> json.readTree(json.writeValueAsString(crd.get("spec"))))
                .containsExactlyInAnyOrder(
                        json.readTree(ModelSpecCrd.definition().get("spec").toString()),
                        json.readTree(WaiverCrd.definition().get("spec").toString()));
        // Helm must not delete them, for all specs would go with them.
        assertThat(crds)
                .allSatisfy(crd -> assertThat(crd.getMetadata().getAnnotations())
                        .containsEntry("helm.sh/resource-policy", "keep"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "defaults",
                "secret",
                "cert-manager",
                "cert-manager-issuer",
                "mutual-tls",
                "bundle",
                "single",
                "audit",
                "everything"
            })
    void makesWhatAnApiServerTakes(String values) throws Exception {
        List<String> objects = chart.render(Chart.values(values));
        Path all = Files.writeString(temp.resolve(values + ".yaml"), String.join("---\n", objects));

        assertThat(cluster.kubeconform("-strict", "-schema-location", schemas, "-skip", OTHERS, all.toString()))
                .isEqualTo(new CommandResult(0, "", ""));

        Pattern others = Pattern.compile("(?m)^kind: (" + OTHERS.replace(',', '|') + ")$");
        String known = String.join(
                "---\n",
                objects.stream().filter(text -> !others.matcher(text).find()).toList());
        CommandResult applied = cluster.kubectlReading(known, "apply", "--dry-run=server", "-f", "-");
        assertThat(applied.stderr()).isEmpty();
        assertThat(applied.stdout().lines()).isNotEmpty().allMatch(line -> line.endsWith(" created (server dry run)"));
    }

    @Test
    void registersTheWebhookAsTheCommandDoes() {
        var defaults = new Registration(
                Chart.NAME, Chart.NAMESPACE, Chart.NAME, null, null, FailurePolicy.FAIL, 10, List.of(), Map.of());
        assertThat(webhooks("defaults"))
                .isEqualTo(WebhookConfiguration.of(defaults).getWebhooks());

        var everything = new Registration(
                Chart.NAME,
                Chart.NAMESPACE,
                Chart.NAME,
                null,
                null,
                FailurePolicy.FAIL,
                5,
                List.of("sandbox"),
                Map.of("judged", "yes"));
        assertThat(webhooks("everything"))
                .isEqualTo(WebhookConfiguration.of(everything).getWebhooks());
    }

    private static List<ValidatingWebhook> webhooks(String values) {
        return chart.render(
                        Chart.values(values), "ValidatingWebhookConfiguration", ValidatingWebhookConfiguration.class)
                .getWebhooks();
    }

    @Test
    void startsTheWebhookWithTheOptionsThatTheValuesSay() {
        assertThat(arguments("defaults"))
                .containsExactly(
                        "--address=$(POD_IP)",
                        "--port=8443",
                        "--http-port=8080",
                        "--namespace=modelspec-system",
                        "--service=modelspec-webhook",
                        "--configuration=modelspec-webhook",
                        "--self-managed-certificate",
                        "--profile=baseline",
                        "--reload-interval=30",
                        "--decision-log=stdout",
                        "--decision-log-mode=async",
                        "--max-body-bytes=3145728",
                        "--max-requests=100",
                        "--grace-period=20",
                        "--log-format=json");
        assertThat(arguments("everything"))
                .containsExactly(
                        "--address=$(POD_IP)",
                        "--port=8443",
                        "--http-port=8080",
                        "--namespace=modelspec-system",
                        "--service=modelspec-webhook",
                        "--configuration=modelspec-webhook",
                        "--certificate-dir=/etc/modelspec/tls",
                        "--client-ca=/etc/modelspec/client-ca/ca.pem",
                        "--client-name=kube-apiserver",
                        "--profile=/etc/modelspec/profile/profile.yaml",
                        "--policies=/etc/modelspec/policies",
                        "--reload-interval=10",
                        "--decision-log=https://log.example.com/decisions",
                        "--decision-log-mode=sync",
                        "--decision-log-spill=/var/spool/modelspec",
                        "--max-body-bytes=6291456",
                        "--max-requests=200",
                        "--grace-period=30",
                        "--log-format=text",
                        "--otlp-endpoint=http://collector:4318");
        assertThat(arguments("bundle"))
                .contains(
                        "--policies=https://policies.example.com/acme.tar.gz",
                        "--verification-key=/etc/modelspec/bundle-key/public.pem",
                        "--ca-file=/etc/modelspec/bundle-ca/ca.crt");
        assertThat(arguments("audit")).contains("--waiver-namespace=default", "--waivers=/etc/modelspec/waivers");
    }

    @Test
    void auditsInAsManyPartsAsTheValuesSay() {
        GenericKubernetesResource job = chart.render(Chart.values("audit"), "CronJob", GenericKubernetesResource.class);

        assertThat(job.<Integer>get("spec", "jobTemplate", "spec", "completions"))
                .isEqualTo(8);
        assertThat(job.<Integer>get("spec", "jobTemplate", "spec", "parallelism"))
                .isEqualTo(4);
        assertThat(job.<List<String>>get("spec", "jobTemplate", "spec", "template", "spec", "containers", 0, "args"))
                .containsExactly(
                        "audit",
                        "--cluster",
                        "--namespace=care",
                        "--namespace=shop",
                        "--fail-on=never",
                        "--profile=/etc/modelspec/profile/profile.yaml",
                        "--waiver-namespace=default",
                        "--waivers=/etc/modelspec/waivers");
        // The Service of the webhook must not lead to its Pods.
        assertThat(job.<String>get(
                        "spec", "jobTemplate", "spec", "template", "metadata", "labels", "app.kubernetes.io/name"))
                .isEqualTo("modelspec-audit");
    }

    @Test
    void eachPodOfAnAuditHasAPartOfItsOwn() throws Exception {
        List<String> command = chart.render(Chart.values("audit"), "CronJob", GenericKubernetesResource.class)
                .get("spec", "jobTemplate", "spec", "template", "spec", "containers", 0, "command");
        Path java = temp.resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        String script = command.get(2).replace("/opt/java/bin/java", java.toString());

        var builder = new ProcessBuilder(command.get(0), command.get(1), script, command.get(3), "audit", "--cluster");
        builder.environment().putAll(Map.of("JOB_COMPLETION_INDEX", "7", "JOB_NAME", "modelspec-audit-1"));
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isZero();
        assertThat(told.lines())
                .endsWith(
                        "/opt/modelspec/lib/*",
                        "dev.modelspec.cli.Modelspec",
                        "audit",
                        "--cluster",
                        "--shard=8/8",
                        "--format=json=/reports/modelspec-audit-1-8-of-8.json");
    }

    private static List<String> arguments(String values) {
        return chart.render(Chart.values(values), "Deployment", GenericKubernetesResource.class)
                .get("spec", "template", "spec", "containers", 0, "args");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image.repository= | image.repository is empty: set it to where you pushed the image",
                "replica=2 | additional properties 'replica' not allowed",
                "replicas=two | at '/replicas': got string, want integer",
                "replicas=0 | at '/replicas': minimum: got 0, want 1",
                "webhook.timeoutSeconds=31 | at '/webhook/timeoutSeconds': maximum: got 31, want 30",
                "webhook.failurePolicy=fail | at '/webhook/failurePolicy': value must be one of 'Fail', 'Ignore'",
                "webhook.namespace=a | at '/webhook': additional properties 'namespace' not allowed",
                "certificates.mode=magic | at '/certificates/mode': value must be one of 'self-managed', 'cert-manager', 'secret'",
                "certificates.mode=secret | certificates.caBundle is empty: in the mode secret, give the PEM",
                "certificates.secretName=mine | certificates.secretName cannot be changed in the mode self-managed",
                "policies.bundle.url=http://a | at '/policies/bundle/url': 'http://a' does not match pattern",
                "policies.bundle.url=https://a | policies.bundle.url needs policies.bundle.keySecret.name",
                "policies.bundle.keySecret.name=a | policies.bundle.url is empty, but other values of policies.bundle are set",
                "decisionLog.to=file | at '/decisionLog/to': 'file' does not match pattern",
                "mutualTls.enabled=true | mutualTls.configMap is empty: name the ConfigMap",
                "audit.enabled=true | audit.claim is empty: name the PersistentVolumeClaim that keeps the reports",
                "audit.shards=0 | at '/audit/shards': minimum: got 0, want 1",
                "audit.schedule=daily | at '/audit/schedule': 'daily' does not match pattern",
                "waivers.namespace=A | at '/waivers/namespace': 'A' does not match pattern",
                "autoscaling.minReplicas=9 | autoscaling.minReplicas is more than autoscaling.maxReplicas",
            })
    void saysWhatIsWrongWithValues(String value, String message) {
        CommandResult refused =
                chart.helm("template", "--values", Chart.values("defaults").toString(), "--set", value);

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.stderr()).contains(message);
    }

    @Test
    void saysHowToMakeTheCrdThatACheckoutLacks() {
        CommandResult refused = cluster.helm(
                "template",
                "--values",
                Chart.values("defaults").toString(),
                Path.of("chart").toAbsolutePath().toString());

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.stderr())
                .contains("the chart has no files/crds/crds.yaml: make it by `modelspec crd`, or set"
                        + " crd.install to false and apply that yourself");
    }
}
