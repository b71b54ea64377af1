package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.testcluster.CertificateAuthority;
import dev.modelspec.testcluster.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waivers do to the webhook, in a process of its own, between a real API server and kubectl. */
@Tag("slow")
class WaiversInClusterTest {
    private static final String SPEC = """
            apiVersion: piqc.ai/v1alpha1
            kind: ModelSpec
            metadata: {name: chat, namespace: team-a}
            spec:
              identity: {model: {id: m, family: f, task: chat, framework: vllm}}
              runtime: {accelerator: {vendor: nvidia, type: l4, count: 1}}
            """;

    private static final String PROFILE = """
            apiVersion: governance.modelspec.dev/v1alpha1
            kind: Profile
            metadata: {name: ours, description: For a test.}
            spec:
              extends: baseline
              rules:
                accountability/owner-declared: {level: deny}
                runtime/vllm-sequence-length: {level: warn}
            """;

    private static final Duration DAYS = Duration.ofDays(30);

    @TempDir
    static Path folder;

    private static TestCluster cluster;
    private static WebhookProcess webhook;
    private static Path log;

    @BeforeAll
    static void start() throws Exception {
        cluster = TestCluster.start();
        cluster.kubectlReading(Run.of("crd").out(), "apply", "-f", "-").stdoutOrThrow();
        for (String crd : new String[] {"modelspecs.piqc.ai", "waivers.governance.modelspec.dev"}) {
            cluster.kubectl("wait", "--for=condition=Established", "crd/" + crd).stdoutOrThrow();
        }
        for (String namespace : new String[] {"team-a", "risk", "modelspec-system"}) {
            cluster.kubectl("create", "namespace", namespace).stdoutOrThrow();
        }
        var authority = new CertificateAuthority(Files.createDirectories(folder.resolve("authority")), "test");
        var identity = authority.issue("CN=webhook", "IP:127.0.0.1");
        Path certificates = Files.createDirectories(folder.resolve("certificates"));
        Files.copy(identity.privateKey(), certificates.resolve("tls.key"));
        Files.copy(identity.certificate(), certificates.resolve("tls.crt"));
        Path profile = Files.writeString(folder.resolve("ours.yaml"), PROFILE);
        log = folder.resolve("decisions.ndjson");
        webhook = WebhookProcess.start(
                folder,
                WebhookProcess.freePort(),
                cluster.kubeconfig(),
                "--certificate-dir=" + certificates,
                "--profile=" + profile,
                "--waiver-namespace=risk",
                "--decision-log=" + log,
                "--decision-log-mode=sync");
        Run configuration = Run.of(
                "webhook",
                "config",
                "--url=https://127.0.0.1:" + webhook.port(),
                "--ca-file=" + authority.certificate(),
                "--failure-policy=fail");
        cluster.kubectlReading(configuration.out(), "apply", "-f", "-").stdoutOrThrow();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        webhook.kill();
        cluster.close();
    }

    @Test
    void aWaiverExcusesInTheDesignatedNamespaceAloneAndUntilItExpires() throws Exception {
        await(false);
        waive("team-a", "mine", "accountability/owner-declared", DAYS);
        waive("risk", "unknown", "no/such", DAYS);
        // The second was told of after the first, so both are known.
        awaitReadyz("[!]waivers: Waiver risk/unknown: Waiver unknown is for no/such, and there is no such rule.");
        assertThat(isLetIn()).isFalse();
        assertThat(webhook.get("/metrics").body())
                .contains("modelspec_webhook_waivers_problems 1.0", "modelspec_webhook_waivers 0.0");
        awaitText(
                () -> cluster.kubectl("get", "events", "-n", "modelspec-system").stdout(),
                "They excuse nobody. Waiver risk/unknown: ");

        waive("risk", "theirs", "accountability/owner-declared", DAYS);
        await(true);
        assertThat(webhook.get("/metrics").body())
                .contains(
                        "modelspec_webhook_waivers 1.0",
                        "modelspec_webhook_waived_total{rule=\"accountability/owner-declared\"}");
        assertThat(Files.readAllLines(log))
                .anyMatch(line -> line.contains("\"waivers\":[\"theirs\"]") && !line.contains("\"decision\":\"deny\""));
        awaitText(() -> String.join("\n", cluster.auditLog()), "modelspecs.webhook.piqc.ai/waivers\":\"theirs\"");

        cluster.kubectl("delete", "waiver", "unknown", "-n", "risk").stdoutOrThrow();
        awaitReadyz("[+]waivers ok");

        String expires = waive("risk", "theirs", "accountability/owner-declared", Duration.ofSeconds(5));
        await(false);
        assertThat(cluster.kubectl("get", "waiver", "theirs", "-n", "risk", "-o", "jsonpath={.spec.expiresAt}")
                        .stdout())
                .isEqualTo(expires);
        assertThat(webhook.get("/metrics").body()).contains("modelspec_webhook_waivers 0.0");
    }

    private static String waive(String namespace, String name, String rule, Duration lasting) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String expires = now.plus(lasting).toString();
        cluster.kubectlReading("""
                        apiVersion: governance.modelspec.dev/v1alpha1
                        kind: Waiver
                        metadata: {name: %s, namespace: %s}
                        spec:
                          rule: %s
                          target: {namespace: team-a, name: chat}
                          reason: The owner is being found.
                          owner: risk@example.com
                          grantedAt: "%s"
                          expiresAt: "%s"
                        """.formatted(name, namespace, rule, now.minusSeconds(60), expires), "apply", "-f", "-")
                .stdoutOrThrow();
        return expires;
    }

    private static boolean isLetIn() {
        return cluster.kubectlReading(SPEC, "create", "--dry-run=server", "-f", "-")
                        .exitCode()
                == 0;
    }

    private static void await(boolean letIn) {
        while (isLetIn() != letIn) {
            Thread.onSpinWait();
        }
    }

    private static void awaitReadyz(String line) throws Exception {
        awaitText(() -> webhook.get("/readyz?verbose").body(), line);
    }

    private static void awaitText(Callable<String> told, String text) throws Exception {
        while (!told.call().contains(text)) {
            Thread.sleep(20);
        }
    }
}
