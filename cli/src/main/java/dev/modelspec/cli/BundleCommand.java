package dev.modelspec.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code modelspec bundle}. */
@Command(
        name = "bundle",
        synopsisSubcommandLabel = "COMMAND",
        description = {"Policies in one file: an OPA bundle with rules, data and profiles, which can be signed.", ""})
final class BundleCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    /** With its subcommands. */
    static CommandLine commandLine(Console console) {
        return new CommandLine(new BundleCommand())
                .addSubcommand(new BundleBuildCommand(console))
                .addSubcommand(new BundleInspectCommand(console))
                .addSubcommand(new BundleSignCommand(console))
                .addSubcommand(new BundleVerifyCommand(console))
                .addSubcommand(new BundleDiffCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Say what to do, such as: modelspec bundle build DIR --output bundle.tar.gz");
    }
}
