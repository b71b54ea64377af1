package dev.modelspec.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code modelspec profile}. */
@Command(
        name = "profile",
        synopsisSubcommandLabel = "COMMAND",
        description = {"Explains profiles, which say what each rule does.", ""})
final class ProfileCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, such as: modelspec profile list");
    }
}
