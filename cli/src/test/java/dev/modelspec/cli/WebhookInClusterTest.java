package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.testcluster.CertificateAuthority;
import dev.modelspec.testcluster.CommandResult;
import dev.modelspec.testcluster.TestCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhook in processes of its own, between a real API server and kubectl: crashes, replicas, changes under traffic. */
@Tag("slow")
class WebhookInClusterTest {
    private static final String BAD = """
            apiVersion: piqc.ai/v1alpha1
            kind: ModelSpec
            metadata: {name: NAME, namespace: team-a}
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
                accountability/owner-declared: {level: LEVEL}
                runtime/vllm-sequence-length: {level: LEVEL}
            """;

    @TempDir
    static Path folder;

    private static TestCluster cluster;
    private static CertificateAuthority authority;
    private static Path certificates;
    private static int port;

    private final List<WebhookProcess> running = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        cluster = TestCluster.start();
        authority = new CertificateAuthority(Files.createDirectories(folder.resolve("authority")), "test");
        certificates = Files.createDirectories(folder.resolve("certificates"));
        port = WebhookProcess.freePort();
        issue();
        cluster.kubectlReading(Run.of("crd").out(), "apply", "-f", "-").stdoutOrThrow();
        cluster.kubectl("wait", "--for=condition=Established", "crd/modelspecs.piqc.ai")
                .stdoutOrThrow();
        cluster.kubectl("create", "namespace", "team-a").stdoutOrThrow();
        cluster.kubectl("create", "namespace", "modelspec-system").stdoutOrThrow();
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @AfterEach
    void endProcesses() throws InterruptedException {
        for (WebhookProcess process : running) {
            process.kill();
        }
        cluster.kubectl("delete", "validatingwebhookconfiguration", "modelspec-webhook", "--ignore-not-found");
    }

    @Test
    void aWebhookThatCrashedLetsNothingInUnlessItIsToBeIgnored() throws Exception {
        WebhookProcess webhook = serve("--profile=production");
        register("fail");
        awaitRefusal();

        webhook.kill();
        CommandResult refused = create("unjudged");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.stderr())
                .startsWith("Error from server (InternalError): error when creating \"STDIN\": Internal error occurred:"
                        + " failed calling webhook \"modelspecs.webhook.piqc.ai\": ");

        register("ignore");
        awaitAdmission();

        serve("--profile=production");
        awaitRefusal();
    }

    @Test
    void twoReplicasTakeTurnsAndOneMayGo() throws Exception {
        WebhookProcess first = serve("--profile=production");
        WebhookProcess second = WebhookProcess.start(
                folder, WebhookProcess.freePort(), cluster.kubeconfig(), options("--profile=production"));
        running.add(second);
        register("fail");
        awaitRefusal();

        register("fail", second.port());
        first.terminate();

        awaitRefusal();
        assertThat(second.get("/metrics").body())
                .contains("modelspec_webhook_requests_total{decision=\"deny\"")
                .contains("modelspec_webhook_policies_instances_active 0.0")
                .containsPattern("modelspec_webhook_policies_instances_idle [1-9]");
    }

    @Test
    void whoIsToldToEndAnswersWhatHasBegun() throws Exception {
        WebhookProcess webhook = serve("--profile=production", "--drain-delay=1");
        register("fail");
        awaitRefusal();
        try (Traffic traffic = new Traffic()) {
            traffic.awaitAnswers(5);
            Thread ending = new Thread(() -> {
                try {
                    assertThat(webhook.terminate()).isEqualTo(143);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            ending.start();
            while (webhook.get("/readyz").statusCode() == 200) {
                Thread.sleep(10);
            }
            register("ignore");
            ending.join();
        }
        assertThat(webhook.log()).doesNotContain("request failed");
    }

    @Test
    void certificatesAreReplacedUnderTraffic() throws Exception {
        serve("--profile=production", "--reload-interval=0.2");
        register("fail");
        awaitRefusal();
        try (Traffic traffic = new Traffic()) {
            for (int i = 0; i < 3; i++) {
                traffic.awaitAnswers(5);
                issue();
                awaitLog("another certificate is in use", i + 1);
            }
            traffic.awaitAnswers(5);
            assertThat(traffic.answers()).allMatch(answer -> answer.contains("is invalid: "), "a verdict each time");
        }

        Files.writeString(certificates.resolve("tls.crt"), "half of it");
        String told = awaitEvent("CertificateNotRenewed");
        issue();
        assertThat(told)
                .startsWith("Warning CertificateNotRenewed Deployment/modelspec-webhook ")
                .contains("tls.crt");
    }

    @Test
    void inMutualModeTheApiServerAloneMayCall() throws Exception {
        WebhookProcess webhook = serve(
                "--profile=production",
                "--client-ca=" + cluster.caCertificate(),
                "--client-name=" + TestCluster.WEBHOOK_CLIENT);
        register("fail");
        // By a verdict, which the API server can only have if it was let in.
        awaitRefusal();

        var others = new CertificateAuthority(Files.createDirectory(folder.resolve("others")), "others");
        var namesake = new TlsClient(authority.certificate(), others.issue("CN=" + TestCluster.WEBHOOK_CLIENT));
        for (TlsClient client : List.of(new TlsClient(authority.certificate(), null), namesake)) {
            assertThatThrownBy(() -> client.review(webhook.port(), "{}")).isInstanceOf(IOException.class);
        }
        assertThat(webhook.log()).contains("Refused the client /127.0.0.1:");
        assertThat(webhook.get("/livez").body()).isEqualTo("ok");
        assertThat(create("still-judged").stderr()).contains("is invalid: ");
    }

    @Test
    void policiesAreReplacedUnderTraffic() throws Exception {
        Path profile = folder.resolve("ours.yaml");
        write(profile, "deny");
        WebhookProcess webhook = serve("--profile=" + profile, "--reload-interval=0.2");
        register("fail");
        awaitRefusal();
        try (Traffic traffic = new Traffic()) {
            traffic.awaitAnswers(3);
            write(profile, "perhaps");
            awaitLog("newer policies cannot be used", 1);
            assertThat(webhook.get("/readyz?verbose").body())
                    .contains("[+]policies ok\n[!]policies-newest: Profile " + profile + " is wrong:\n")
                    .endsWith("readyz check passed\n");
            assertThat(awaitEvent("PoliciesNotUsable"))
                    .startsWith(
                            "Warning PoliciesNotUsable Deployment/modelspec-webhook The last good ones stay in force."
                                    + " Profile " + profile + " is wrong:\n");
            traffic.awaitAnswers(3);
            assertThat(traffic.answers())
                    .allMatch(answer -> answer.contains("is invalid: "), "still the last good ones");

            write(profile, "warn");
            awaitAdmission();
        }
        assertThat(webhook.get("/readyz?verbose").body()).contains("[+]policies-newest ok");
        assertThat(awaitEvent("PoliciesInForce"))
                .matches(
                        "Normal PoliciesInForce Deployment/modelspec-webhook Profile ours, policies sha256:[0-9a-f]{64}");
    }

    @Test
    void eachDecisionIsInTheLogBeforeItIsTold() throws Exception {
        Path log = folder.resolve("decisions.ndjson");
        WebhookProcess webhook = serve("--profile=production", "--decision-log=" + log, "--decision-log-mode=sync");
        register("fail");
        awaitRefusal();
        create("logged-decision");
        webhook.kill();

        assertThat(Files.readAllLines(log))
                .anyMatch(line ->
                        line.contains("\"name\":\"logged-decision\"") && line.contains("\"decision\":\"deny\""));
    }

    /** Asks again and again, until it is closed. */
    private static final class Traffic implements AutoCloseable {
        private final AtomicBoolean stop = new AtomicBoolean();
        private final List<String> answers = new ArrayList<>();
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final Future<?> asking = thread.submit(this::ask);

        private void ask() {
            while (!stop.get()) {
                String answer = create("traffic", "--dry-run=server").stderr();
                synchronized (answers) {
                    answers.add(answer);
                }
            }
        }

        List<String> answers() {
            synchronized (answers) {
                return List.copyOf(answers);
            }
        }

        void awaitAnswers(int more) throws Exception {
            int enough = answers().size() + more;
            while (answers().size() < enough) {
                if (asking.isDone()) {
                    asking.get();
                }
                Thread.sleep(10);
            }
        }

        @Override
        public void close() {
            stop.set(true);
            thread.shutdown();
            try {
                asking.get(60, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException e) {
                throw new AssertionError(e);
            }
        }
    }

    private WebhookProcess serve(String... options) throws IOException, InterruptedException {
        WebhookProcess process = WebhookProcess.start(folder, port, cluster.kubeconfig(), options(options));
        running.add(process);
        return process;
    }

    private static String[] options(String... more) {
        var options = new ArrayList<>(List.of("--certificate-dir=" + certificates));
        options.addAll(List.of(more));
        return options.toArray(String[]::new);
    }

    private static void register(String failurePolicy) {
        register(failurePolicy, port);
    }

    private static void register(String failurePolicy, int at) {
        Run configuration = Run.of(
                "webhook",
                "config",
                "--url=https://127.0.0.1:" + at,
                "--ca-file=" + authority.certificate(),
                "--failure-policy=" + failurePolicy);
        cluster.kubectlReading(configuration.out(), "apply", "-f", "-").stdoutOrThrow();
    }

    private static CommandResult create(String name, String... flags) {
        var command = new ArrayList<>(List.of("create", "-f", "-"));
        command.addAll(List.of(flags));
        return cluster.kubectlReading(BAD.replace("NAME", name), command.toArray(String[]::new));
    }

    private static void awaitRefusal() {
        while (!create("probe", "--dry-run=server").stderr().contains("is invalid: ")) {
            Thread.onSpinWait();
        }
    }

    private static void awaitAdmission() {
        while (create("probe", "--dry-run=server").exitCode() != 0) {
            Thread.onSpinWait();
        }
    }

    private void awaitLog(String text, int times) throws IOException, InterruptedException {
        WebhookProcess webhook = running.get(0);
        while (webhook.log().split(java.util.regex.Pattern.quote(text), -1).length <= times) {
            Thread.sleep(20);
        }
    }

    /** The first Event with a reason: its type, reason, object and message. */
    private static String awaitEvent(String reason) throws InterruptedException {
        String path =
                "{.items[0].type} {.items[0].reason} {.items[0].involvedObject.kind}/{.items[0].involvedObject.name}"
                        + " {.items[0].message}";
        while (true) {
            CommandResult found = cluster.kubectl(
                    "get",
                    "events",
                    "-n",
                    "modelspec-system",
                    "--field-selector=reason=" + reason,
                    "-o",
                    "jsonpath=" + path);
            if (found.exitCode() == 0 && found.stdout().contains(reason)) {
                return found.stdout();
            }
            Thread.sleep(50);
        }
    }

    private static void issue() throws IOException {
        var identity = authority.issue("CN=webhook", "IP:127.0.0.1");
        replace(identity.privateKey(), "tls.key");
        replace(identity.certificate(), "tls.crt");
    }

    private static void replace(Path from, String name) throws IOException {
        Path draft = Files.copy(from, certificates.resolve(name + ".new"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(draft, certificates.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(Path profile, String level) throws IOException {
        Path draft = Files.writeString(profile.resolveSibling("draft.yaml"), PROFILE.replace("LEVEL", level));
        Files.move(draft, profile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
