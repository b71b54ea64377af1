package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.rego.PolicyFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The suites of a folder. */
final class Suites {
    private static final Set<String> NAMES = Set.of("suite.yaml", "suite.yml");

    private Suites() {}

    /**
     * The files named {@code suite.yaml} below a folder.
     *
     * @throws ConfigurationException if the folder cannot be read
     */
    static List<Path> files(Path folder) {
        try {
            return PolicyFolder.files(folder, NAMES::contains);
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigurationException(
                    "The suites in " + folder + " cannot be read: " + e.getMessage(), List.of());
        }
    }

    /**
     * Runs suites.
     *
     * @param only leaves out cases in whose name, {@code suite/case}, it is not found; null for all
     * @throws ConfigurationException if one of the suites is wrong; it names the problems of all
     */
    static List<TestOutcome> run(List<Path> files, PolicyBundle bundle, @Nullable Pattern only, Duration timeout) {
        List<Suite> suites = read(files, bundle);
        try (var evaluators = new Evaluators(bundle, timeout)) {
            var runner = new SuiteRunner(evaluators);
            return suites.parallelStream()
                    .flatMap(suite -> suite.cases().stream()
                            .filter(testCase -> only == null
                                    || only.matcher(suite.name() + "/" + testCase.name())
                                            .find())
                            .map(testCase -> runner.run(suite, testCase)))
                    .toList();
        }
    }

    private static List<Suite> read(List<Path> files, PolicyBundle bundle) {
        var reader = new SuiteReader(bundle);
        var suites = new ArrayList<Suite>();
        var wrong = new ArrayList<ConfigurationException>();
        for (Path file : files) {
            try {
                suites.add(reader.read(file));
            } catch (ConfigurationException e) {
                wrong.add(e);
            }
        }
        if (wrong.size() == 1) {
            throw wrong.get(0);
        } else if (!wrong.isEmpty()) {
            throw new ConfigurationException(
                    wrong.size() + " suites are wrong",
                    wrong.stream()
                            .flatMap(e -> e.problems().isEmpty()
                                    ? List.of(String.valueOf(e.getMessage())).stream()
                                    : e.problems().stream())
                            .toList());
        }
        return suites;
    }
}
