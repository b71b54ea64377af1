package dev.modelspec.cli;

import dev.modelspec.webhook.Logs;
import dev.modelspec.webhook.Webhook;
import dev.modelspec.webhook.WebhookSettings;
import dev.modelspec.webhook.decisionlog.DecisionLogOptions;
import dev.modelspec.webhook.policies.PolicySettings;
import dev.modelspec.webhook.server.ServerSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code modelspec webhook serve}. */
@Command(
        name = "serve",
        sortOptions = false,
        description = {"Serves the webhook until it is told to end by a signal.", ""})
final class WebhookServeCommand implements Callable<Integer> {
    private static final ServerSettings.Limits LIMITS = ServerSettings.Limits.DEFAULT;

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(
            names = "--waivers",
            paramLabel = "PATH",
            description = "A file of waivers, or a folder. Read again when they change.")
    private @Nullable Path waivers;

    @Option(
            names = "--waiver-namespace",
            paramLabel = "NS",
            description = "Also the waivers in this namespace of the cluster, and in no other, count.")
    private @Nullable String waiverNamespace;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            defaultValue = CheckOptions.SECONDS,
            description = "How long the rules may take for one spec; less if the API server waits less. Default:"
                    + " ${DEFAULT-VALUE}.")
    private double timeLimit;

    @Option(
            names = "--reload-interval",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How often to look for newer policies, profiles and certificates. Default: ${DEFAULT-VALUE}.")
    private double reloadInterval;

    @Option(
            names = "--address",
            defaultValue = "127.0.0.1",
            description = "The address to listen on. Default: ${DEFAULT-VALUE}.")
    private String address = "";

    @Option(
            names = "--port",
            defaultValue = "8443",
            description = "The port of HTTPS, where API servers ask; 0 for any. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--http-port",
            paramLabel = "PORT",
            defaultValue = "8080",
            description = "The port of /livez, /readyz, /metrics and /version without TLS; 0 for any. Default:"
                    + " ${DEFAULT-VALUE}.")
    private int httpPort;

    @Option(
            names = "--certificate-dir",
            paramLabel = "DIR",
            description = "The folder with tls.crt and tls.key, such as cert-manager makes. Read again when they"
                    + " change.")
    private @Nullable Path certificates;

    @Option(
            names = "--self-managed-certificate",
            description = "Issue the certificate here, keep it in the cluster, renew it in time and tell API servers.")
    private boolean selfManaged;

    @Option(
            names = "--client-ca",
            paramLabel = "FILE",
            description = "Only clients may call that show a certificate issued by one of these, in PEM.")
    private @Nullable Path clientAuthorities;

    @Option(
            names = "--client-name",
            paramLabel = "NAME",
            description = "The common or alternative name that a client's certificate must have.")
    private Set<String> clientNames = Set.of();

    @Mixin
    private WebhookNames names = new WebhookNames();

    @Option(
            names = "--no-cluster",
            description = "Ask the API server nothing: rules are told neither labels of namespaces nor of other specs.")
    private boolean noCluster;

    @Mixin
    private DecisionLogCliOptions decisionLog = new DecisionLogCliOptions();

    @Option(
            names = "--max-body-bytes",
            paramLabel = "N",
            defaultValue = "3145728",
            description = "The longest request. Default: ${DEFAULT-VALUE}.")
    private int maxBodyBytes;

    @Option(
            names = "--max-requests",
            paramLabel = "N",
            defaultValue = "100",
            description = "How many requests may be under way at the same time. Default: ${DEFAULT-VALUE}.")
    private int maxRequests;

    @Option(
            names = "--grace-period",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "How long requests that have begun may take to end when the webhook does. Default:"
                    + " ${DEFAULT-VALUE}.")
    private double gracePeriod;

    @Option(
            names = "--drain-delay",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long to go on before that, not ready any more, until nobody asks. Default:"
                    + " ${DEFAULT-VALUE}.")
    private double drainDelay;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "The form of logs, which go to standard error: ${COMPLETION-CANDIDATES}. Default:"
                    + " ${DEFAULT-VALUE}.")
    private Logs.Format logFormat = Logs.Format.JSON;

    @Option(
            names = "--otlp-endpoint",
            paramLabel = "URL",
            description = "Send traces to this OpenTelemetry collector, by OTLP over HTTP.")
    private @Nullable String otlpEndpoint;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    WebhookServeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        WebhookSettings settings = settings();
        Logs.configure(logFormat);
        Webhook webhook = Webhook.start(settings);
        var ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            webhook.close();
            ended.countDown();
        }));
        console.err()
                .println("modelspec: serving https://" + address + ":" + webhook.port() + "/validate, and health and"
                        + " metrics on http://" + address + ":" + webhook.httpPort());
        ended.await();
        return ExitCode.COMPLIANT;
    }

    private WebhookSettings settings() {
        if ((certificates == null) != selfManaged) {
            throw wrong("say either --certificate-dir DIR or --self-managed-certificate");
        }
        if (!clientNames.isEmpty() && clientAuthorities == null) {
            throw wrong("--client-name needs --client-ca");
        }
        if (waiverNamespace != null && noCluster) {
            throw wrong("--waiver-namespace cannot go with --no-cluster: the waivers are in the cluster");
        }
        if (maxBodyBytes < 1024 || maxRequests < 1) {
            throw wrong("--max-body-bytes must be at least 1024, and --max-requests at least 1");
        }
        String version = Version.MODELSPEC;
        var limits = new ServerSettings.Limits(
                maxBodyBytes,
                maxRequests,
                Math.max(LIMITS.bodiesBytes(), 4L * maxBodyBytes),
                LIMITS.bodyTime(),
                LIMITS.timeout());
        return new WebhookSettings(
                new ServerSettings(
                        address,
                        port,
                        httpPort,
                        limits,
                        seconds("--grace-period", gracePeriod),
                        seconds("--drain-delay", drainDelay)),
                new PolicySettings(
                        rules.policies(),
                        rules.profile,
                        waivers,
                        PolicyCache.folder(console),
                        !noCluster,
                        CheckOptions.timeLimit(timeLimit),
                        Clock.systemUTC()),
                positive("--reload-interval", reloadInterval),
                names.namespace,
                names.service,
                names.configuration,
                certificates,
                clientAuthorities == null ? null : new WebhookSettings.Clients(clientAuthorities, clientNames),
                decisionLog(version),
                !noCluster,
                waiverNamespace,
                otlpEndpoint,
                version);
    }

    private @Nullable DecisionLogOptions decisionLog(String version) {
        try {
            return decisionLog.options(console.environment().getOrDefault("HOSTNAME", names.service), version);
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Duration seconds(String option, double seconds) {
        if (!(seconds >= 0 && seconds <= 3600)) {
            throw wrong(option + " must be from 0 to 3600 seconds, not " + seconds);
        }
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    private Duration positive(String option, double seconds) {
        Duration duration = seconds(option, seconds);
        if (duration.isZero()) {
            throw wrong(option + " must be at least 0.001 seconds");
        }
        return duration;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
