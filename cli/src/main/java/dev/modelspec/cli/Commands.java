package dev.modelspec.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
    private static final String COMPLETION = "completion";

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
        int exitCode = commandLine(console, failures, arguments)
                .setOut(new PrintWriter(help, true))
                .execute(arguments);
        console.out().write(help.toString().getBytes(StandardCharsets.UTF_8));
        console.out().flush();
        return exitCode;
    }

    /** All commands, as the help has them. */
    static CommandLine commandLine(Console console, Failures failures) {
        return commandLine(console, failures, new String[0]);
    }

    /**
     * The command that the arguments begin with; all if there is none, or it speaks of the others. To tell picocli of all takes longer
     * than to check a spec.
     */
    private static CommandLine commandLine(Console console, Failures failures, String... arguments) {
        Map<String, Supplier<Object>> all = subcommands(console, failures);
        Set<String> wanted = Arrays.stream(arguments)
                .filter(argument -> !argument.startsWith("-"))
                .limit(1)
                .filter(name -> all.containsKey(name) && !name.equals(COMPLETION))
                .collect(Collectors.toSet());
        var command = new CommandLine(new Commands(failures));
        all.forEach((name, make) -> {
            if (wanted.isEmpty() || wanted.contains(name)) {
                command.addSubcommand(name, make.get());
            }
        });
        Ansi ansi = ColorMode.AUTO.coloured(console) ? Ansi.ON : Ansi.OFF;
        return command.setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setUsageHelpAutoWidth(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((wrong, ignored) -> explain(wrong, console, failures))
                .setExecutionExceptionHandler((thrown, ignored, parsed) -> failures.explain(thrown));
    }

    /** By name, in the order of the help. */
    private static Map<String, Supplier<Object>> subcommands(Console console, Failures failures) {
        var all = new LinkedHashMap<String, Supplier<Object>>();
        all.put("check", () -> new CheckCommand(console, failures));
        all.put("audit", () -> new AuditCommand(console, failures));
        all.put("report", () -> ReportCommand.commandLine(console));
        all.put("waive", () -> new WaiveCommand(console));
        all.put("rules", () -> rules(console));
        all.put("explain", () -> new ExplainCommand(console));
        all.put("bundle", () -> BundleCommand.commandLine(console));
        all.put("test", () -> new TestCommand(console));
        all.put("lint", () -> new LintCommand(console));
        all.put("fmt", () -> new FmtCommand(console));
        all.put("new", () -> new CommandLine(new NewCommand()).addSubcommand(new NewRuleCommand(console)));
        all.put("profile", () -> profile(console));
        all.put("render", () -> new RenderCommand(console));
        all.put("crd", () -> new CrdCommand(console));
        all.put("webhook", () -> WebhookCommand.commandLine(console));
        all.put(COMPLETION, () -> new CompletionCommand());
        return all;
    }

    private static CommandLine rules(Console console) {
        return new CommandLine(new RulesCommand(console))
                .addSubcommand(new RulesShowCommand(console))
                .addSubcommand(new RulesDocsCommand(console));
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
