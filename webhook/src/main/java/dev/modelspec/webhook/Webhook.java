package dev.modelspec.webhook;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.webhook.admission.Admission;
import dev.modelspec.webhook.cluster.ClusterEvents;
import dev.modelspec.webhook.cluster.KubernetesCluster;
import dev.modelspec.webhook.cluster.WatchedWaivers;
import dev.modelspec.webhook.decisionlog.DecisionLog;
import dev.modelspec.webhook.metrics.WebhookMetrics;
import dev.modelspec.webhook.policies.Policies;
import dev.modelspec.webhook.policies.PolicyStatus;
import dev.modelspec.webhook.policies.WaiverStatus;
import dev.modelspec.webhook.server.DecisionListener;
import dev.modelspec.webhook.server.HealthCheck;
import dev.modelspec.webhook.server.WebhookServer;
import dev.modelspec.webhook.tls.CertificateEvent;
import dev.modelspec.webhook.tls.ClientAuthority;
import dev.modelspec.webhook.tls.SelfManagedOptions;
import dev.modelspec.webhook.tls.ServerCertificate;
import dev.modelspec.webhook.tls.ServerTls;
import dev.modelspec.webhook.tracing.Tracing;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The webhook, with all its parts, from its start until it is closed. */
public final class Webhook implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);

    private final WebhookSettings settings;
    private final WebhookMetrics metrics = new WebhookMetrics();
    private final List<HealthCheck> checks = new ArrayList<>();

    /** What has been started, the last one first. */
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    private @Nullable ClusterEvents events;
    private @Nullable WebhookServer server;

    private Webhook(WebhookSettings settings) {
        this.settings = settings;
    }

    /**
     * Starts it; it serves when this returns.
     *
     * @throws ConfigurationException if something that the operator chose cannot be had
     */
    public static Webhook start(WebhookSettings settings) {
        var webhook = new Webhook(settings);
        try {
            webhook.serve();
            return webhook;
        } catch (RuntimeException e) {
            webhook.close();
            throw e;
        }
    }

    private void serve() {
        String endpoint = settings.otlpEndpoint();
        Tracing tracing = started(endpoint == null ? Tracing.none() : Tracing.otlp(endpoint, settings.version()));
        KubernetesClient client = settings.cluster() ? started(new KubernetesClientBuilder().build()) : null;
        KubernetesCluster cluster = client == null ? null : started(new KubernetesCluster(client, tracing));
        if (client != null) {
            events = new ClusterEvents(client, settings.namespace(), settings.service());
        }
        Policies policies = policies();
        waivers(client, policies);
        ServerTls tls = tls(client);
        DecisionListener decisions = decisions();
        server = started(new WebhookServer(
                settings.server(),
                tls,
                "{\"version\":\"" + settings.version() + "\"}",
                new Admission(cluster),
                policies,
                metrics,
                tracing,
                checks,
                decisions));
    }

    private Policies policies() {
        var policies = started(new Policies(settings.policies(), this::policiesChanged));
        policiesInForce(policies.status());
        metrics.age(
                "modelspec.webhook.policies.age.seconds",
                "Since when the policies are in force",
                () -> policies.status().loaded());
        metrics.gauge(
                "modelspec.webhook.policies.reloads",
                "How often policies were replaced",
                () -> policies.status().reloads());
        metrics.gauge(
                "modelspec.webhook.policies.failures",
                "How often newer policies could not be used",
                () -> policies.status().failures());
        metrics.gauge(
                "modelspec.webhook.policies.stale",
                "1 if there are newer policies that cannot be used",
                () -> policies.status().problem() == null ? 0 : 1);
        metrics.gauge(
                "modelspec.webhook.policies.instances.idle",
                "Copies of the rules in memory that wait for a spec",
                () -> policies.instances().idle());
        metrics.gauge(
                "modelspec.webhook.policies.instances.active",
                "Copies of the rules that judge a spec",
                () -> policies.instances().active());
        checks.add(new HealthCheck("policies", true, () -> null));
        checks.add(new HealthCheck(
                "policies-newest", false, () -> policies.status().problem()));
        ScheduledExecutorService reloads = Executors.newSingleThreadScheduledExecutor(task -> {
            // Compiling recurses deeply.
            var thread = new Thread(null, task, "policy-reload", 64L << 20);
            thread.setDaemon(true);
            return thread;
        });
        started((AutoCloseable) reloads::shutdownNow);
        long millis = settings.reloadInterval().toMillis();
        var unused = reloads.scheduleWithFixedDelay(policies::reload, millis, millis, TimeUnit.MILLISECONDS);
        return policies;
    }

    private void waivers(@Nullable KubernetesClient client, Policies policies) {
        metrics.gauge("modelspec.webhook.waivers", "Waivers that hold now", () -> {
            Instant now = settings.policies().clock().instant();
            return policies.waivers().usable().stream()
                    .filter(waiver -> waiver.holdsAt(now))
                    .count();
        });
        metrics.gauge(
                "modelspec.webhook.waivers.problems",
                "What is wrong with waivers, which excuse nobody",
                () -> policies.waivers().problems().size());
        checks.add(new HealthCheck("waivers", false, () -> {
            List<String> problems = policies.waivers().problems();
            return problems.isEmpty() ? null : String.join("\n", problems);
        }));
        policies.onWaivers(this::waiversChanged);
        String namespace = settings.waiverNamespace();
        if (namespace != null) {
            if (client == null) {
                throw new ConfigurationException(
                        "The waivers in namespace " + namespace + " are in the cluster; leave --no-cluster out, or"
                                + " --waiver-namespace",
                        List.of());
            }
            WatchedWaivers watched = started(WatchedWaivers.start(client, namespace, policies::useWaivers));
            checks.add(new HealthCheck("waivers-newest", false, watched::problem));
        }
    }

    private void waiversChanged(WaiverStatus status) {
        LOG.info("{} waivers can be used", status.usable().size());
        ClusterEvents told = events;
        if (!status.problems().isEmpty()) {
            String problems = String.join("\n", status.problems());
            LOG.error("waivers are wrong, and excuse nobody: {}", problems);
            if (told != null) {
                told.warning("WaiversNotUsable", "They excuse nobody. " + problems);
            }
        }
    }

    private void policiesInForce(PolicyStatus status) {
        metrics.policies(status.profile(), status.digest());
        LOG.atInfo()
                .addKeyValue("profile", status.profile())
                .addKeyValue("policies", status.digest())
                .log("policies in force");
    }

    private void policiesChanged(PolicyStatus status) {
        String problem = status.problem();
        ClusterEvents told = events;
        if (problem == null) {
            policiesInForce(status);
            if (told != null) {
                told.normal("PoliciesInForce", "Profile " + status.profile() + ", policies " + status.digest());
            }
        } else {
            LOG.atError().addKeyValue("policies", status.digest()).log("newer policies cannot be used: {}", problem);
            if (told != null) {
                told.warning("PoliciesNotUsable", "The last good ones stay in force. " + problem);
            }
        }
    }

    private ServerTls tls(@Nullable KubernetesClient client) {
        Clock clock = settings.policies().clock();
        ServerCertificate certificate = certificate(client, clock);
        WebhookSettings.Clients allowed = settings.clients();
        ClientAuthority clients = allowed == null
                ? null
                : ClientAuthority.fromFile(allowed.authorities(), allowed.names(), settings.reloadInterval(), clock);
        certificate.onEvent(event -> certificateChanged("certificate", event));
        checks.add(new HealthCheck(
                "certificate", true, () -> certificate.isReady() ? null : "there is no certificate that is valid now"));
        checks.add(new HealthCheck(
                "certificate-newest", false, () -> certificate.status().lastError()));
        metrics.gauge("modelspec.webhook.certificate.expiry.seconds", "Unix time when the certificate ends", () -> {
            var shown = certificate.status().certificate();
            return shown == null ? Double.NaN : shown.notAfter().getEpochSecond();
        });
        if (clients != null) {
            clients.onEvent(event -> certificateChanged("client authority", event));
            checks.add(new HealthCheck(
                    "client-authority-newest", false, () -> clients.status().lastError()));
        }
        return started(ServerTls.of(certificate, clients));
    }

    private ServerCertificate certificate(@Nullable KubernetesClient client, Clock clock) {
        if (settings.certificates() != null) {
            return ServerCertificate.fromFiles(settings.certificates(), settings.reloadInterval(), clock);
        }
        if (client == null) {
            throw new ConfigurationException(
                    "A self-managed certificate is kept in the cluster; leave --no-cluster out, or say --certificate-dir",
                    List.of());
        }
        String replica = System.getenv().getOrDefault("HOSTNAME", settings.service());
        return ServerCertificate.selfManaged(
                client,
                SelfManagedOptions.of(settings.namespace(), settings.service(), settings.configuration(), replica),
                clock);
    }

    private void certificateChanged(String what, CertificateEvent event) {
        ClusterEvents told = events;
        if (event instanceof CertificateEvent.Rotated rotated) {
            LOG.atInfo()
                    .addKeyValue("expires", rotated.certificate().notAfter())
                    .log("another {} is in use", what);
        } else if (event instanceof CertificateEvent.Failed failed) {
            LOG.error("the {} cannot be renewed: {}", what, failed.problem());
            if (told != null) {
                told.warning("CertificateNotRenewed", failed.problem());
            }
        }
    }

    private DecisionListener decisions() {
        if (settings.decisionLog() == null) {
            return DecisionListener.NONE;
        }
        DecisionLog log = started(DecisionLog.open(settings.decisionLog()));
        metrics.gauge(
                "modelspec.webhook.decisions.written",
                "Decisions that the log has taken",
                () -> log.status().written());
        metrics.gauge(
                "modelspec.webhook.decisions.dropped",
                "Decisions that are lost to the log",
                () -> log.status().dropped());
        metrics.gauge(
                "modelspec.webhook.decisions.failed",
                "Decisions that could not be logged, and so were not told",
                () -> log.status().failed());
        metrics.gauge(
                "modelspec.webhook.decisions.queue",
                "Decisions in memory that are to be written",
                () -> log.status().queueLength());
        metrics.gauge(
                "modelspec.webhook.decisions.queue.limit",
                "How many there may be",
                () -> log.status().queueCapacity());
        metrics.gauge(
                "modelspec.webhook.decisions.spill.bytes",
                "Decisions on disk that are to be written",
                () -> log.status().spillBytes());
        metrics.gauge(
                "modelspec.webhook.decisions.oldest.seconds",
                "How long the oldest of them has waited",
                () -> log.status().oldestUnsentAge().toMillis() / 1000.0);
        checks.add(new HealthCheck("decision-log", false, () -> {
            var status = log.status();
            return status.queueLength() == 0 && status.spillLines() == 0 ? null : status.lastError();
        }));
        return new DecisionLogging(log, settings.decisionLog().objects());
    }

    /** The port of HTTPS. */
    public int port() {
        return Objects.requireNonNull(server).port();
    }

    /** The port of plain HTTP. */
    public int httpPort() {
        return Objects.requireNonNull(server).httpPort();
    }

    private <T extends AutoCloseable> T started(T part) {
        parts.push(part);
        return part;
    }

    /** Says that it is not ready, ends the requests that have begun, and stops. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception e) {
                LOG.atWarn().setCause(e).log("{} did not close", part.getClass().getSimpleName());
            }
        }
    }
}
