package dev.modelspec.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line with its subcommands and options. */
@Command(
        name = "modelspec",
        description = "Checks what people declare about AI model deployments against the ModelSpec standard and an "
                + "organisation's rules.",
        versionProvider = Commands.Versions.class,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {HelpCommand.class},
        exitCodeListHeading = ExitCode.HELP_HEADING,
        exitCodeList = {ExitCode.COMPLIANT_HELP, ExitCode.FINDINGS_HELP, ExitCode.USAGE_HELP, ExitCode.FAULT_HELP},
        footer = {"", "Start with: modelspec check ."})
final class Commands implements Runnable {
    private final Failures failures;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    private Commands(Failures failures) {
        this.failures = failures;
    }

    static final class Versions implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return Version.lines().toArray(String[]::new);
        }
    }

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show the stack trace of a fault.")
    @SuppressWarnings("UnusedMethod") // picocli calls it
    private void setDebug(boolean debug) {
        if (debug) {
            failures.showTraces();
        }
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do, such as: modelspec check .");
    }

    static int run(Console console, Failures failures, String... arguments) throws IOException {
        // Written in one piece afterwards, because a PrintWriter would not say that it cannot write.
        StringWriter help = new StringWriter();
        int exitCode = commandLine(console, failures)
                .setOut(new PrintWriter(help, true))
                .execute(arguments);
        console.out().write(help.toString().getBytes(StandardCharsets.UTF_8));
        console.out().flush();
        return exitCode;
    }

    static CommandLine commandLine(Console console, Failures failures) {
        CommandLine rules = new CommandLine(new RulesCommand(console))
                .addSubcommand(new RulesShowCommand(console))
                .addSubcommand(new RulesDocsCommand(console));
        Ansi ansi = ColorMode.AUTO.coloured(console) ? Ansi.ON : Ansi.OFF;
        return new CommandLine(new Commands(failures))
                .addSubcommand(new CheckCommand(console, failures))
                .addSubcommand(new AuditCommand(console, failures))
                .addSubcommand(ReportCommand.commandLine(console))
                .addSubcommand(new WaiveCommand(console))
                .addSubcommand(rules)
                .addSubcommand(new ExplainCommand(console))
                .addSubcommand(BundleCommand.commandLine(console))
                .addSubcommand(new TestCommand(console))
                .addSubcommand(new LintCommand(console))
                .addSubcommand(new FmtCommand(console))
                .addSubcommand(new CommandLine(new NewCommand()).addSubcommand(new NewRuleCommand(console)))
                .addSubcommand(profile(console))
                .addSubcommand(new RenderCommand(console))
                .addSubcommand(new CrdCommand(console))
                .addSubcommand(WebhookCommand.commandLine(console))
                .addSubcommand(new CompletionCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((wrong, ignored) -> explain(wrong, console, failures))
                .setExecutionExceptionHandler((thrown, ignored, parsed) -> failures.explain(thrown));
    }

    private static CommandLine profile(Console console) {
        return new CommandLine(new ProfileCommand())
                .addSubcommand(new ProfileShowCommand(console))
                .addSubcommand(new ProfileListCommand(console));
    }

    /** Must not throw: picocli would answer with the exit code of findings. */
    private static int explain(ParameterException wrong, Console console, Failures failures) {
        CommandLine command = wrong.getCommandLine();
        try {
            console.complain(String.valueOf(wrong.getMessage()));
        } catch (IOException e) {
            return failures.unwritable(e);
        }
        UnmatchedArgumentException.printSuggestions(wrong, command.getErr());
        console.err().println("Try `" + command.getCommandSpec().qualifiedName() + " --help`.");
        return ExitCode.USAGE;
    }
}
