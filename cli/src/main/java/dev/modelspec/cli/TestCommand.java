package dev.modelspec.cli;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.report.Printable;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.testing.JunitXml;
import dev.modelspec.testing.Lcov;
import dev.modelspec.testing.PolicyTester;
import dev.modelspec.testing.TestJson;
import dev.modelspec.testing.TestRun;
import dev.modelspec.testing.TestSettings;
import dev.modelspec.testing.TestText;
import dev.modelspec.testing.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
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
            description = "The folder of policies. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of(".");

    @Option(
            names = "--run",
            paramLabel = "REGEX",
            description = "Only tests in whose name this is found: data.<package>.<test> or <suite>/<case>.")
    private @Nullable String only;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long one test may take. Default: ${DEFAULT-VALUE}.")
    private double timeout = 5;

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
        TestSettings settings = settings();
        try (var toolchain = new RegoToolchain()) {
            var tester = new PolicyTester(toolchain, Bundles.cache(console));
            if (watch) {
                return new Watch(console, folder).run(() -> report(tester.run(folder, settings)));
            }
            return report(tester.run(folder, settings));
        }
    }

    private TestSettings settings() {
        if (!(timeout > 0 && timeout <= 3600)) {
            throw wrong("--timeout must be more than 0 and at most 3600 seconds, not " + timeout);
        }
        if (threshold != null && !(threshold >= 0 && threshold <= 100)) {
            throw wrong("--threshold must be from 0 to 100, not " + threshold);
        }
        try {
            return new TestSettings(
                    only == null ? null : Pattern.compile(only),
                    Duration.ofNanos((long) (timeout * 1_000_000_000L)),
                    coverage || threshold != null || lcov != null,
                    compiled);
        } catch (PatternSyntaxException e) {
            throw wrong("--run is no regular expression: " + e.getDescription() + ": " + only);
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private int report(TestRun run) throws IOException {
        String report = format.isJson() ? TestJson.of(run) : new TestText(color.coloured(console), quiet).of(run);
        console.out().write(report.getBytes(StandardCharsets.UTF_8));
        console.out().flush();
        if (junit != null) {
            write(junit, JunitXml.of(run));
        }
        if (lcov != null && run.coverage() != null) {
            write(lcov, Lcov.of(run.coverage()));
        }
        return verdict(run);
    }

    private static void write(Path file, String text) {
        try {
            WholeFile.write(file, text);
        } catch (IOException e) {
            throw new ConfigurationException(file + " cannot be written: " + IoMessages.explain(e), List.of());
        }
    }

    private int verdict(TestRun run) throws IOException {
        if (run.tests().isEmpty()) {
            console.complain(
                    only == null
                            ? "there is no test in " + Printable.of(folder.toString())
                                    + "\nA test is a rule test_… in a file *_test.rego, or a case of a suite.yaml."
                            : "no test has " + only + " in its name");
            return ExitCode.FINDINGS;
        }
        boolean missed = false;
        if (threshold != null && (run.coverage() == null || run.coverage().percent() < threshold)) {
            double reached = run.coverage() == null ? 0 : run.coverage().percent();
            console.complain(String.format(
                    Locale.ROOT, "the coverage is %.2f %%, below the threshold of %s %%", reached, threshold));
            missed = true;
        }
        return run.passed() && !missed ? ExitCode.COMPLIANT : ExitCode.FINDINGS;
    }
}
