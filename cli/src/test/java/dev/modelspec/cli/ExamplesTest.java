package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the examples promise. */
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../examples");
    private static final Path VIOLATIONS = EXAMPLES.resolve("violations");

    static List<Path> passing() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".modelspec.yaml"))
                    .sorted()
                    .toList();
        }
    }

    static List<Path> violations() throws IOException {
        try (Stream<Path> folders = Files.walk(VIOLATIONS, 2)) {
            return folders.filter(folder -> VIOLATIONS.relativize(folder).getNameCount() == 2)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void thereAreNine() throws IOException {
        assertThat(passing()).hasSize(9);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void anExampleThatPassesPasses(Path spec) {
        assertThat(Run.of("check", spec.toString())).returns(0, Run::exitCode);
    }

    @Test
    void theFullExampleHasNoFindingUnderEitherProfile() {
        String spec = EXAMPLES.resolve("08-full-production.modelspec.yaml").toString();

        assertThat(Run.of("check", "--fail-on=warn", spec))
                .isEqualTo(new Run(0, "1 spec: 1 compliant (profile baseline)\n", ""));
        assertThat(Run.of("check", "--fail-on=warn", "--profile=regulated", spec))
                .isEqualTo(new Run(0, "1 spec: 1 compliant (profile regulated)\n", ""));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void aViolationIsReportedAsItsGoldenFileSays(Path folder) throws IOException {
        Path spec = folder.resolve(folder.getFileName() + ".modelspec.yaml");
        Path golden = folder.resolve("expected.txt");

        String report = Run.of("check", spec.toString()).out().replace(folder + "/", "");

        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(golden, report);
        }
        assertThat(report).isEqualTo(Files.readString(golden));
        assertThat(report.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void aViolationBreaksItsRuleAndNoOther(Path folder) {
        JsonNode report = JsonMapper.shared()
                .readTree(Run.of("check", "--format=json", folder.toString()).out());

        var rules = new TreeSet<String>();
        report.path("specs")
                .path(0)
                .path("findings")
                .forEach(finding -> rules.add(finding.path("rule").asString()));
        assertThat(rules)
                .containsExactly(VIOLATIONS.relativize(folder).toString().replace('\\', '/'));
    }

    @Test
    void everyRuleHasAViolation() throws IOException {
        List<String> folders = violations().stream()
                .map(folder -> VIOLATIONS.relativize(folder).toString().replace('\\', '/'))
                .toList();

        String rules = Run.of("rules").out();

        assertThat(folders).allSatisfy(rule -> assertThat(rules).contains(rule)).hasSize(8);
        assertThat(rules).contains("8 rules (profile baseline)");
    }
}
