package dev.modelspec.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code modelspec test}. */
@Command(
        name = "test",
        sortOptions = false,
        description = {
            "Tests policies: the Rego tests in files named *_test.rego, and the cases of each suite.yaml. The built-in"
                    + " rules and libraries are there too, as for `modelspec check --policies`.",
            ""
        },
        exitCodeListHeading = ExitCode.HELP_HEADING,
        exitCodeList = {
            " 0:all tests passed",
            " 1:a test failed, none ran, or the coverage is below the threshold",
            " 2:wrong usage, suite or profile; the policies do not compile",
            ExitCode.FAULT_HELP
        })
final class TestCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            arity = "0..1",
            defaultValue = ".",
            description = "The folder of policies. Default: the current one.")
    private Path folder = Path.of(".");

    @Option(
            names = "--run",
            paramLabel = "REGEX",
            description = "Only tests in whose name this is found: data.<package>.<test> or <suite>/<case>.")
    private @Nullable String only;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = TestOptions.SECONDS,
            description = "How long one test may take. Default: ${DEFAULT-VALUE}.")
    private double timeout;

    @Option(names = "--coverage", description = "Tell which lines of the rules no Rego test reaches.")
    private boolean coverage;

    @Option(
            names = "--threshold",
            paramLabel = "N",
            description = "Fail if less than this percentage of the lines is reached. Implies --coverage.")
    private @Nullable Double threshold;

    @Option(names = "--lcov", paramLabel = "FILE", description = "Write the coverage as lcov does. Implies --coverage.")
    private @Nullable Path lcov;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write a report as JUnit XML, too.")
    private @Nullable Path junit;

    @Option(
            names = "--compiled",
            description =
                    "Judge suites by compiled rules, as `modelspec check` judges specs. That takes longer to begin than"
                            + " OPA's own evaluation, which gives the same findings.")
    private boolean compiled;

    @Option(names = "--watch", description = "Test again whenever a file changes, until Ctrl-C.")
    private boolean watch;

    @Mixin
    private FormatOption format = new FormatOption();

    @Option(
            names = {"-q", "--quiet"},
            description = "In text, leave out tests that did not fail.")
    private boolean quiet;

    @Mixin
    private ColorOption color = new ColorOption();

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private HelpOption help = new HelpOption();

    TestCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        return new Testing(console, options()).run();
    }

    TestOptions options() {
        try {
            return new TestOptions(
                    folder,
                    only == null ? null : TestOptions.only(only),
                    TestOptions.timeout(timeout),
                    coverage,
                    threshold == null ? null : TestOptions.threshold(threshold),
                    lcov,
                    junit,
                    compiled,
                    watch,
                    format.chosen,
                    quiet,
                    color.chosen);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
