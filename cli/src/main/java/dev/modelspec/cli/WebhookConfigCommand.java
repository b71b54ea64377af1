package dev.modelspec.cli;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.webhook.config.FailurePolicy;
import dev.modelspec.webhook.config.Registration;
import dev.modelspec.webhook.config.WebhookConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code modelspec webhook config}. */
@Command(
        name = "config",
        sortOptions = false,
        description = {
            "Prints the ValidatingWebhookConfiguration that makes an API server ask the webhook.",
            "",
            "It never covers kube-system, kube-public, kube-node-lease and the webhook's own namespace, so that a"
                    + " cluster can mend itself.",
            ""
        })
final class WebhookConfigCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private WebhookNames names = new WebhookNames();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Where the webhook is, https://HOST:PORT, if no Service leads to it.")
    private @Nullable String url;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description =
                    "The certificates, in PEM, that may have issued the webhook's. Left out if the webhook manages"
                            + " its own, or somebody else fills them in.")
    private @Nullable Path authorities;

    @Option(
            names = "--failure-policy",
            paramLabel = "POLICY",
            defaultValue = "fail",
            description = "What becomes of an object while the webhook gives no verdict: ${COMPLETION-CANDIDATES}."
                    + " Default: ${DEFAULT-VALUE}.")
    private FailurePolicy failurePolicy = FailurePolicy.FAIL;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long an API server waits for a verdict, 1 to 30. Default: ${DEFAULT-VALUE}.")
    private int timeoutSeconds;

    @Option(names = "--exclude-namespace", paramLabel = "NAME", description = "A namespace that is not judged, too.")
    private List<String> excluded = List.of();

    @Option(
            names = "--object-selector",
            paramLabel = "LABEL=VALUE",
            description = "Judge only objects with this label.")
    private Map<String, String> labels = Map.of();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    WebhookConfigCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (url != null && !url.startsWith("https://")) {
            throw new ParameterException(spec.commandLine(), "--url must begin with https://, not be " + url);
        }
        Registration registration;
        try {
            registration = new Registration(
                    names.configuration,
                    names.namespace,
                    names.service,
                    url == null ? null : url.replaceFirst("/+$", ""),
                    certificates(),
                    failurePolicy,
                    timeoutSeconds,
                    excluded,
                    labels);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
        console.out().write(WebhookConfiguration.yaml(registration).getBytes(StandardCharsets.UTF_8));
        return ExitCode.COMPLIANT;
    }

    private @Nullable String certificates() {
        if (authorities == null) {
            return null;
        }
        try {
            String pem = Files.readString(authorities, StandardCharsets.US_ASCII);
            if (pem.contains("-----BEGIN CERTIFICATE-----")) {
                return pem;
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The certificates cannot be read: " + authorities + ": " + IoMessages.explain(e), List.of());
        }
        throw new ConfigurationException("There is no certificate in PEM in " + authorities, List.of());
    }
}
