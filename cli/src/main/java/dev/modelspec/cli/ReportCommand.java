package dev.modelspec.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code modelspec report}. */
@Command(
        name = "report",
        synopsisSubcommandLabel = "COMMAND",
        description = {"Joins and verifies reports of `modelspec audit`.", ""})
final class ReportCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    /** With its subcommands. */
    static CommandLine commandLine(Console console) {
        return new CommandLine(new ReportCommand())
                .addSubcommand(new ReportMergeCommand(console))
                .addSubcommand(new ReportVerifyCommand(console));
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Say what to do, such as: modelspec report merge shard-*.json --format html=report.html");
    }
}
