package dev.modelspec.cli;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.report.Printable;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.testing.JunitXml;
import dev.modelspec.testing.Lcov;
import dev.modelspec.testing.PolicyCoverage;
import dev.modelspec.testing.PolicyTester;
import dev.modelspec.testing.TestJson;
import dev.modelspec.testing.TestRun;
import dev.modelspec.testing.TestSettings;
import dev.modelspec.testing.TestText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/** A run of {@code modelspec test}. */
final class Testing {
    private final Console console;
    private final TestOptions options;
    private Set<String> files = Set.of();

    Testing(Console console, TestOptions options) {
        this.console = console;
        this.options = options;
    }

    /**
     * Tests and reports it, once or again and again.
     *
     * @return the exit code
     * @throws IOException if the report cannot be written
     */
    int run() throws IOException {
        Path folder = options.folder();
        TestSettings settings = options.settings();
        try (var toolchain = new RegoToolchain()) {
            var tester = new PolicyTester(toolchain, PolicyCache.folder(console));
            if (options.watch()) {
                return new Watch(console, folder, () -> files).run(() -> report(test(tester, settings)));
            }
            return report(test(tester, settings));
        }
    }

    private TestRun test(PolicyTester tester, TestSettings settings) {
        try {
            TestRun run = tester.run(options.folder(), settings);
            files = run.files();
            return run;
        } catch (ConfigurationException wrong) {
            if (options.junit() != null) {
                String why = String.valueOf(wrong.getMessage());
                write(options.junit(), JunitXml.ofRefusal(options.folder().toString(), why));
            }
            if (options.lcov() != null) {
                write(options.lcov(), "");
            }
            throw wrong;
        }
    }

    private int report(TestRun run) throws IOException {
        String report = options.format() == OutputFormat.JSON
                ? TestJson.of(run)
                : new TestText(options.color().coloured(console), options.quiet()).of(run);
        console.out().write(report.getBytes(StandardCharsets.UTF_8));
        console.out().flush();
        if (options.junit() != null) {
            write(
                    options.junit(),
                    run.tests().isEmpty()
                            ? JunitXml.ofRefusal(options.folder().toString(), noTest())
                            : JunitXml.of(run));
        }
        if (options.lcov() != null) {
            write(options.lcov(), run.coverage() == null ? "" : Lcov.of(run.coverage()));
        }
        if (options.settings().coverage() && run.coverage() == null) {
            console.complain("no Rego test ran, and suites cover nothing: there is no coverage");
        }
        return verdict(run);
    }

    private static void write(Path file, String text) {
        OutputFiles.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private int verdict(TestRun run) throws IOException {
        if (run.tests().isEmpty()) {
            console.complain(noTest());
            return ExitCode.FINDINGS;
        }
        Double threshold = options.threshold();
        double reached = run.coverage() == null ? 0 : run.coverage().percent();
        boolean missed = threshold != null && reached < threshold;
        if (missed) {
            console.complain("the coverage is " + PolicyCoverage.shown(reached) + ", below the threshold of "
                    + threshold + " %");
        }
        return run.passed() && !missed ? ExitCode.COMPLIANT : ExitCode.FINDINGS;
    }

    private String noTest() {
        return options.only() == null
                ? "there is no test in " + Printable.of(options.folder().toString())
                        + "\nA test is a rule test_… in a file *_test.rego, or a case of a suite.yaml."
                : "no test has " + options.only() + " in its name";
    }
}
