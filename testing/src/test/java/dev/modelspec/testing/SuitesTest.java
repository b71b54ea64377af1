package dev.modelspec.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.rego.PolicyFolder;
import dev.modelspec.testing.TestOutcome.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suites against the built-in rules. */
class SuitesTest {
    private static final String SUITE = """
            apiVersion: governance.modelspec.dev/v1alpha1
            kind: PolicyTestSuite
            metadata: {name: kept}
            spec:
              rules: [retention/logs-max-days]
              cases:
                - name: a year and a day
                  spec: &long
                    apiVersion: piqc.ai/v1alpha1
                    kind: ModelSpec
                    metadata: {name: chat}
                    spec:
                      identity: {model: {id: m, family: mistral, task: chat, framework: transformers}}
                      runtime: {accelerator: {vendor: nvidia, type: a10, count: 1}}
                      governance: {compliance: {retention: {logsDays: 366}}}
            """;

    private static final String FINDING = """
            - rule: retention/logs-max-days
              path: /spec/governance/compliance/retention/logsDays
              line: 15
              level: deny
              message: Logs are kept for 366 days; the limit is 365.
            """;

    @TempDir
    private Path folder;

    @Test
    void aCasePassesWhenAllIsAsExpected() throws IOException {
        assertThat(run("      decision: deny\n      findings:\n" + FINDING.indent(8)))
                .satisfiesExactly(outcome -> {
                    assertThat(outcome.status()).isEqualTo(Status.PASS);
                    assertThat(outcome.problem()).isNull();
                    assertThat(outcome.group()).isEqualTo("kept");
                    assertThat(outcome.name()).isEqualTo("a year and a day");
                    assertThat(outcome.file())
                            .isEqualTo(folder.resolve("suite.yaml").toString());
                    assertThat(outcome.line()).isEqualTo(7);
                });
    }

    @Test
    void whatIsLeftOutIsNotCompared() throws IOException {
        assertThat(run("      findings: [{rule: retention/logs-max-days}]\n"))
                .extracting(TestOutcome::status)
                .containsExactly(Status.PASS);
    }

    @Test
    void anotherLevelShowsAsTheOneLineThatDiffers() throws IOException {
        assertThat(difference(run("      findings: [{rule: retention/logs-max-days, line: 15, level: warn}]\n")))
                .containsExactly(
                        "  - rule: retention/logs-max-days", "    line: 15", "-   level: warn", "+   level: deny");
    }

    @Test
    void aFindingThatNobodyExpectsIsShownAsItMayBeWrittenDown() throws IOException {
        List<TestOutcome> outcomes = run("      findings: []\n");

        assertThat(outcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.problem())
                        .extracting(TestProblem::message)
                        .isEqualTo("More was found than expected."));
        assertThat(difference(outcomes))
                .containsExactlyElementsOf(
                        FINDING.lines().map(line -> "+ " + line).toList());
    }

    @Test
    void aFindingThatIsMissingIsShown() throws IOException {
        List<TestOutcome> outcomes = run(
                "      findings: [{rule: retention/logs-max-days}, {rule: retention/logs-max-days, level: deny}]\n");

        assertThat(outcomes.get(0).problem())
                .extracting(TestProblem::message)
                .isEqualTo("Less was found than expected.");
        assertThat(difference(outcomes))
                .containsExactly(
                        "  - rule: retention/logs-max-days", "- - rule: retention/logs-max-days", "-   level: deny");
    }

    @Test
    void anotherDecisionIsShown() throws IOException {
        assertThat(difference(run("      decision: allow\n"))).endsWith("- decision: allow", "+ decision: deny");
    }

    @Test
    void aSpecThatBreaksItsSchemaIsNotTakenForOneWithoutFindings() throws IOException {
        String spec = SUITE.replace("logsDays: 366", "logsDays: many");

        List<TestOutcome> outcomes = run(spec, "      findings: []\n", null);

        assertThat(outcomes.get(0).status()).isEqualTo(Status.FAIL);
        assertThat(outcomes.get(0).problem())
                .extracting(TestProblem::message)
                .asString()
                .endsWith("The rules were not asked, because the spec breaks its schema.");
    }

    @Test
    void aDenialOfASpecThatBreaksItsSchemaHasToBeMeant() throws IOException {
        String spec = SUITE.replace("logsDays: 366", "logsDays: many");

        List<TestOutcome> outcomes = run(spec, "      decision: deny\n", null);

        assertThat(outcomes.get(0).problem())
                .extracting(TestProblem::message)
                .isEqualTo("The rules were not asked, because the spec breaks its schema.");
        assertThat(difference(outcomes)).first().isEqualTo("  - rule: schema/type");
        assertThat(run(spec, "      findings: [{rule: schema/type}]\n", null))
                .extracting(TestOutcome::status)
                .containsExactly(Status.PASS);
    }

    @Test
    void aRuleThatIsOffAndSoNeverAskedIsRefused() throws IOException {
        String suite = SUITE.replace("[retention/logs-max-days]", "[serving/protocol-declared]");
        String message = folder.resolve("suite.yaml") + ":7:13: Rule serving/protocol-declared is `off` here, in the"
                + " profile baseline on the surface `cli`, and is not asked: take a profile that has it on, or leave it"
                + " out of `rules`.";

        assertThatThrownBy(() -> run(suite, "      findings: []\n", null))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems()).containsExactly(message));
        assertThatThrownBy(() -> Suites.check(
                        List.of(folder.resolve("suite.yaml")),
                        PolicyBundle.builtIn().catalog(),
                        new TreeMap<>()))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems()).containsExactly(message));
    }

    @Test
    void aFileWithoutASpecFails() throws IOException {
        Files.writeString(folder.resolve("other.yaml"), "apiVersion: v1\nkind: ConfigMap\n");
        String cases = SUITE.substring(0, SUITE.indexOf("&long"));

        assertThat(run(cases + "other.yaml\n", "      findings: []\n", null)
                        .get(0)
                        .problem())
                .extracting(TestProblem::message)
                .isEqualTo("There is no ModelSpec in the file.");
    }

    @Test
    void casesAreChosenByTheirNames() throws IOException {
        String another = "    - {name: another, spec: *long, decision: deny}\n";

        assertThat(run(SUITE, "      decision: deny\n" + another, Pattern.compile("kept/an")))
                .extracting(TestOutcome::name)
                .containsExactly("another");
    }

    @Test
    void theProblemsOfAllWrongSuitesAreTold() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        Files.writeString(folder.resolve("sub/suite.yaml"), SUITE);

        assertThatThrownBy(() -> run(""))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("2 suites are wrong:\n")
                .hasMessageContaining(folder.resolve("suite.yaml") + ":7:13: The case expects nothing")
                .hasMessageContaining(folder.resolve("sub/suite.yaml") + ":7:13: The case expects nothing");
    }

    private List<TestOutcome> run(String expectation) throws IOException {
        return run(SUITE, expectation, null);
    }

    private List<TestOutcome> run(String suite, String expectation, @Nullable Pattern only) throws IOException {
        Files.writeString(folder.resolve("suite.yaml"), suite + expectation);
        return Suites.run(
                        Suites.read(PolicyFolder.files(folder, "suite.yaml"::equals)),
                        only,
                        new Suites.Judges() {
                            @Override
                            public PolicyEngine engine() {
                                return new PolicyEngine(
                                        PolicyBundle.builtIn(), Clock.systemUTC(), Duration.ofSeconds(5));
                            }

                            @Override
                            public void await() {
                                // They are ready.
                            }
                        },
                        null)
                .outcomes();
    }

    private static List<String> difference(List<TestOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> Objects.requireNonNull(outcome.problem()))
                .flatMap(problem -> problem.difference().stream())
                .map(line -> line.kind().mark() + " " + line.text())
                .toList();
    }
}
