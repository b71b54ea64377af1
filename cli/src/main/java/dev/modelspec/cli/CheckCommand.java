package dev.modelspec.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code modelspec check}. */
@Command(
        name = "check",
        sortOptions = false,
        description = {
            "Checks ModelSpecs: their structure, then the rules.",
            "",
            "In a folder these are the files *.modelspec.yaml, .yml and .json, and whatever is of kind ModelSpec in"
                    + " other YAML and JSON files. Passed over are hidden folders, node_modules, and target beside a"
                    + " pom.xml, build.sbt or Cargo.toml. Links are followed.",
            ""
        },
        exitCodeListHeading = ExitCode.HELP_HEADING,
        exitCodeList = {ExitCode.COMPLIANT_HELP, ExitCode.FINDINGS_HELP, ExitCode.USAGE_HELP, ExitCode.FAULT_HELP})
final class CheckCommand implements Callable<Integer> {
    private final Console console;
    private final Failures failures;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "PATH",
            arity = "1..*",
            description = "Files and folders to check, or - for standard input.")
    private List<Path> paths = List.of();

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Mixin
    private ContextOptions context = new ContextOptions();

    @Option(names = "--schema-only", description = "Check the structure only, and no rules.")
    private boolean schemaOnly;

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            defaultValue = "deny",
            description = "Findings of which level make the exit code 1: ${COMPLETION-CANDIDATES}. Default:"
                    + " ${DEFAULT-VALUE}.")
    private FailOn failOn = FailOn.DENY;

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Option(
            names = {"-q", "--quiet"},
            description = "In text, only the last line, and nothing at all if the exit code is 0.")
    private boolean quiet;

    @Mixin
    private ColorOption color = new ColorOption();

    @Option(names = "--allow-empty", description = "Let it pass that no spec is found.")
    private boolean allowEmpty;

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            defaultValue = CheckOptions.SECONDS,
            description = "How long the rules may take for one spec. Default: ${DEFAULT-VALUE}.")
    private double timeLimit;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many files to check at the same time. Default: one for each processor.")
    private @Nullable Integer jobs;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    CheckCommand(Console console, Failures failures) {
        this.console = console;
        this.failures = failures;
    }

    @Override
    public Integer call() throws Exception {
        return new Check(console, options(), failures).run();
    }

    CheckOptions options() {
        try {
            return new CheckOptions(
                    paths,
                    reports.chosen(),
                    rules.profile,
                    rules.policies(),
                    context.choice(),
                    schemaOnly,
                    failOn,
                    quiet,
                    color.chosen,
                    allowEmpty,
                    jobs == null ? Runtime.getRuntime().availableProcessors() : CheckOptions.jobs(jobs),
                    CheckOptions.timeLimit(timeLimit));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
