package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the examples promise. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../examples");
    private static final Path VIOLATIONS = EXAMPLES.resolve("violations");

    static List<Path> passing() throws IOException {
        return specs(EXAMPLES);
    }

    static List<Path> violations() throws IOException {
        return specs(VIOLATIONS);
    }

    private static List<Path> specs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".modelspec.yaml"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreNineAndThreeViolations() throws IOException {
        assertThat(passing()).hasSize(9);
        assertThat(violations()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void anExampleThatPassesPasses(Path spec) {
        assertThat(Run.of("check", spec.toString())).returns(0, Run::exitCode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseline", "production", "regulated"})
    void theFullExampleHasNoFindingUnderAnyProfile(String profile) {
        String spec = EXAMPLES.resolve("08-full-production.modelspec.yaml").toString();

        assertThat(Run.of("check", "--fail-on=warn", "--profile=" + profile, spec))
                .isEqualTo(new Run(0, "1 spec: 1 compliant (profile " + profile + ")\n", ""));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void aViolationIsReportedAsItsGoldenFileSays(Path spec) throws IOException {
        Path golden = Path.of(spec.toString().replace(".modelspec.yaml", ".expected.txt"));

        Run run = Run.of("check", "--profile=production", spec.toString());

        String report = run.out().replace(VIOLATIONS + "/", "");
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, report);
        }
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(report).isEqualTo(Files.readString(golden));
        assertThat(report.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }
}
