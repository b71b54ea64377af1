package dev.modelspec.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code modelspec webhook}. */
@Command(
        name = "webhook",
        synopsisSubcommandLabel = "COMMAND",
        description = {"Judges specs at the door of a Kubernetes cluster.", ""})
final class WebhookCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    /** With its subcommands. */
    static CommandLine commandLine(Console console) {
        return new CommandLine(new WebhookCommand())
                .addSubcommand(new WebhookServeCommand(console))
                .addSubcommand(new WebhookConfigCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do, such as: modelspec webhook serve --certificate-dir DIR");
    }
}
