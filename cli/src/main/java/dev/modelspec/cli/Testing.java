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
import java.util.List;
import java.util.Locale;

/** A run of {@code modelspec test}. */
final class Testing {
    private final Console console;
    private final TestOptions options;

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
            var tester = new PolicyTester(toolchain, Bundles.cache(console));
            if (options.watch()) {
                return new Watch(console, folder).run(() -> report(tester.run(folder, settings)));
            }
            return report(tester.run(folder, settings));
        }
    }

    private int report(TestRun run) throws IOException {
        String report = options.format() == OutputFormat.JSON
                ? TestJson.of(run)
                : new TestText(options.color().coloured(console), options.quiet()).of(run);
        console.out().write(report.getBytes(StandardCharsets.UTF_8));
        console.out().flush();
        if (options.junit() != null) {
            write(options.junit(), JunitXml.of(run));
        }
        if (options.lcov() != null && run.coverage() != null) {
            write(options.lcov(), Lcov.of(run.coverage()));
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
                    options.only() == null
                            ? "there is no test in "
                                    + Printable.of(options.folder().toString())
                                    + "\nA test is a rule test_… in a file *_test.rego, or a case of a suite.yaml."
                            : "no test has " + options.only() + " in its name");
            return ExitCode.FINDINGS;
        }
        Double threshold = options.threshold();
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
