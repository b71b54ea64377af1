package dev.modelspec.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Namespace;
import dev.modelspec.engine.governance.Workload;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuiteReaderTest {
    private static final SuiteReader READER =
            new SuiteReader(PolicyBundle.builtIn().catalog(), Set.of());

    private static final String HEAD = """
            apiVersion: governance.modelspec.dev/v1alpha1
            kind: PolicyTestSuite
            metadata: {name: mine}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void writeSpec() throws IOException {
        Files.writeString(folder.resolve("a.yaml"), "not looked at yet");
    }

    @Test
    void aProfileBesideTheSuiteIsNeverTakenForABuiltInOne() throws IOException {
        Suite suite;
        try {
            Files.writeString(Path.of("baseline"), "not looked at yet");
            suite = READER.suite(Path.of("suite.yaml"), SuiteReader.document(Source.of("suite.yaml", HEAD + """
                                    spec:
                                      profile: ./baseline
                                      cases: [{name: one, spec: {}, decision: allow}]
                                    """)));
        } finally {
            Files.delete(Path.of("baseline"));
        }

        assertThat(suite.profile()).isEqualTo(Path.of(".", "baseline").toString());
    }

    @Test
    void aSuiteIsReadWithAllThatItSays() throws IOException {
        Files.writeString(folder.resolve("baseline"), "not looked at either");
        Suite suite = read("""
                spec:
                  profile: ./baseline
                  rules: [retention/declared]
                  cases:
                    - name: one
                      spec: a.yaml
                      context:
                        operation: CREATE
                        namespace: {labels: {env: prod}}
                        workload: {apiVersion: v1, kind: Pod, references: [{pointer: /a, name: chat}]}
                      decision: deny
                      findings:
                        - {rule: retention/declared, path: /spec, line: 3, level: warn, message: No.}
                        - rule: schema/unknown-field
                """);

        assertThat(suite.name()).isEqualTo("mine");
        assertThat(suite.profile()).isEqualTo(folder.resolve("baseline").toString());
        assertThat(suite.rules()).isEqualTo(Set.of("retention/declared"));
        assertThat(suite.cases()).singleElement().satisfies(read -> {
            assertThat(read.name()).isEqualTo("one");
            assertThat(read.spec()).isEqualTo(new SpecSource.InFile(folder.resolve("a.yaml")));
            assertThat(read.context())
                    .isEqualTo(new EvaluationContext(
                            Surface.CLI,
                            "CREATE",
                            new Namespace(null, Map.of("env", "prod")),
                            null,
                            null,
                            new Workload(
                                    "v1", "Pod", null, List.of(new Workload.Reference("/a", "chat")), List.of(), null),
                            null));
            assertThat(read.decision()).isEqualTo(Decision.DENY);
            assertThat(read.findings())
                    .isEqualTo(List.of(
                            new ExpectedFinding("retention/declared", "/spec", 3, Level.WARN, "No."),
                            new ExpectedFinding("schema/unknown-field", null, null, null, null)));
        });
    }

    @Test
    void theProfileIsBaselineUntilToldOtherwise() throws IOException {
        assertThat(read("spec: {cases: [{name: one, spec: a.yaml, findings: []}]}")
                        .profile())
                .isEqualTo("baseline");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {cases: []}                                                     | 4:8:   | cases
            {}                                                              | 4:      | cases
            {cases: [{name: a, spec: a.yaml}]}                              | 4:23:  | The case expects nothing
            {cases: [{name: a, spec: b.yaml, decision: deny}]}              | 4:32:  | There is no file
            {cases: [{name: a, spec: a.yaml, decision: off}]}               | 4:50:  | deny
            {cases: [{name: a, spec: a.yaml, finding: []}]}                 | 4:40:  | findings
            {cases: [{name: a, spec: a.yaml, context: {surface: web}, findings: []}]} | 4:59: | admission
            {cases: [{name: a, spec: a.yaml, findings: [{rule: retention/declaerd}]}]} | 4:58: | did you mean retention/declared?
            {time: now, cases: [{name: a, spec: a.yaml, findings: []}]}     | 4:14:  | time
            {time: "2025-02-30T00:00:00Z", cases: [{name: a, spec: a.yaml, findings: []}]} | 4:14: | There is no such time: 2025-02-30T00:00:00Z.
            {rules: [nothing/like-it], cases: [{name: a, spec: a.yaml, findings: []}]} | 4:16: | There is no rule nothing/like-it.
            {rules: [retention/declared], cases: [{name: a, spec: a.yaml, findings: [{rule: cost/budget}]}]} | 4:87: | There is no rule cost/budget
            {rules: [retention/declared], cases: [{name: a, spec: a.yaml, findings: [{rule: privacy/pii-declared}]}]} | 4:87: | do not count
            """)
    void aWrongSuiteIsRefusedWithThePlace(String spec, String place, String message) {
        assertThatThrownBy(() -> read("spec: " + spec))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Suite " + folder.resolve("suite.yaml") + " is wrong:\n")
                .hasMessageContaining(folder.resolve("suite.yaml") + ":" + place)
                .hasMessageContaining(message);
    }

    @Test
    void allProblemsAreToldAtOnce() {
        assertThatThrownBy(() -> read("""
                spec:
                  cases:
                    - {name: a, spec: b.yaml, findings: [{rule: x/y}]}
                    - {name: a, spec: a.yaml}
                """))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .satisfiesExactly(
                                        problem -> assertThat(problem).contains(":6:23: There is no file"),
                                        problem -> assertThat(problem).contains(":6:49: There is no rule x/y"),
                                        problem -> assertThat(problem).contains(":7:14: There is a case `a` before."),
                                        problem -> assertThat(problem).contains(":7:14: The case expects nothing")));
    }

    @Test
    void anotherKindOfDocumentIsNoSuite() {
        assertThatThrownBy(() -> {
                    Path file = Files.writeString(
                            folder.resolve("suite.yaml"), "apiVersion: piqc.ai/v1alpha1\nkind: ModelSpec\n");
                    READER.suite(file, SuiteReader.document(SuiteReader.source(file)));
                })
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is not a suite: its kind is not PolicyTestSuite");
    }

    private Suite read(String spec) throws IOException {
        Path file = Files.writeString(folder.resolve("suite.yaml"), HEAD + spec);
        return READER.suite(file, SuiteReader.document(SuiteReader.source(file)));
    }
}
