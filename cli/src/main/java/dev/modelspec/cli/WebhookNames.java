package dev.modelspec.cli;

import picocli.CommandLine.Option;

/** What the webhook and its surroundings are called in a cluster. */
final class WebhookNames {
    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "modelspec-system",
            description = "The namespace of the webhook. Default: ${DEFAULT-VALUE}.")
    String namespace = "";

    @Option(
            names = "--service",
            paramLabel = "NAME",
            defaultValue = "modelspec-webhook",
            description = "The Service that leads to it, and the Deployment that runs it. Default: ${DEFAULT-VALUE}.")
    String service = "";

    @Option(
            names = "--configuration",
            paramLabel = "NAME",
            defaultValue = "modelspec-webhook",
            description = "The ValidatingWebhookConfiguration that registers it. Default: ${DEFAULT-VALUE}.")
    String configuration = "";
}
