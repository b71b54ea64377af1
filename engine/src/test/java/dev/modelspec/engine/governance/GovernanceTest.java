package dev.modelspec.engine.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.finding.Severity;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GovernanceTest {
    private static final Governance BASELINE = Governance.builder().build();
    private static final Governance REGULATED =
            Governance.builder().profile("regulated").build();

    private static final String MINIMAL = """
            apiVersion: piqc.ai/v1alpha1
            kind: ModelSpec
            metadata:
              name: minimal
            spec:
              identity:
                model: {id: m, family: llama, task: text-generation, framework: transformers}
              runtime:
                accelerator: {vendor: nvidia, type: a10, count: 1}
            """;

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        BASELINE.close();
        REGULATED.close();
    }

    @Test
    void whatAMinimalSpecLeavesOutIsAWarningAtTheNearestParent() {
        var evaluation = BASELINE.evaluate(Source.of("minimal.yaml", MINIMAL));

        var spec = new Region(5, 1, 5, 5);
        assertThat(evaluation.specs())
                .singleElement()
                .satisfies(verdict -> assertThat(verdict)
                        .returns("minimal", SpecEvaluation::name)
                        .returns(true, SpecEvaluation::policiesEvaluated)
                        .returns(Decision.WARN, SpecEvaluation::decision));
        assertThat(evaluation.findings())
                .extracting(Finding::rule, Finding::level, Finding::location)
                .contains(
                        tuple("privacy/pii-declared", "/spec/governance/compliance/pii/allowed", spec),
                        tuple("retention/declared", "/spec/governance/compliance/retention/artifactsDays", spec),
                        tuple("retention/declared", "/spec/governance/compliance/retention/logsDays", spec));
    }

    private static Tuple tuple(String rule, String pointer, Region region) {
        return Tuple.tuple(rule, Level.WARN, new Location("minimal.yaml", pointer, region));
    }

    @Test
    void theRegulatedProfileDeniesIt() {
        var evaluation = REGULATED.evaluate(Source.of("minimal.yaml", MINIMAL));

        assertThat(evaluation.decision()).isEqualTo(Decision.DENY);
        assertThat(evaluation.findings())
                .filteredOn(finding -> finding.rule().equals("retention/declared"))
                .extracting(Finding::level)
                .containsExactly(Level.DENY, Level.DENY);
    }

    @Test
    void aFindingCarriesWhatItsRuleSaysOfItself() {
        var spec = MINIMAL.replace("count: 1", "count: 900");

        var finding = BASELINE.evaluate(Source.of("s", spec)).findings().stream()
                .filter(found -> found.level() == Level.DENY)
                .findFirst()
                .orElseThrow();

        assertThat(finding)
                .returns("accelerators/count-max", Finding::rule)
                .returns(Severity.MEDIUM, Finding::severity)
                .returns(
                        new Location("s", "/spec/runtime/accelerator/count", new Region(9, 53, 9, 56)),
                        Finding::location);
        assertThat(finding.title()).isNotBlank();
        assertThat(finding.message()).contains("900");
        assertThat(finding.remediation()).isNotBlank();
    }

    @Test
    void noRuleIsAskedAboutASpecWhoseStructureIsWrong() {
        var evaluation = BASELINE.evaluate(Source.of("s", MINIMAL.replace("kind:", "knid:")));

        assertThat(evaluation.decision()).isEqualTo(Decision.DENY);
        assertThat(evaluation.specs())
                .extracting(SpecEvaluation::policiesEvaluated)
                .containsExactly(false);
        assertThat(evaluation.findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.rule()).startsWith("schema/"));
    }

    @Test
    void everyDocumentOfASourceIsJudgedByItself() {
        var text = MINIMAL + "---\n" + MINIMAL.replace("count: 1", "count: many")
                + "---\napiVersion: v1\nkind: ConfigMap\n";

        var evaluation = BASELINE.evaluate(Source.of("s", text));

        assertThat(evaluation.specs())
                .extracting(SpecEvaluation::document, SpecEvaluation::decision)
                .containsExactly(Tuple.tuple(1, Decision.WARN), Tuple.tuple(2, Decision.DENY));
        assertThat(evaluation.skipped()).isEqualTo(1);
        assertThat(evaluation.decision()).isEqualTo(Decision.DENY);
    }

    @Test
    void whatIsNoSpecIsDeniedIfNamedAndSkippedIfFound() {
        for (String text : List.of("", "# nothing\n", "- a list\n", "title: something else\n", "{{ template }}: [\n")) {
            var source = Source.of("values.yaml", text);

            assertThat(BASELINE.evaluate(source).decision()).as(text).isEqualTo(Decision.DENY);
            assertThat(BASELINE.evaluateFound(source)).as(text).isEqualTo(new Evaluation("values.yaml", List.of(), 1));
        }
    }

    @Test
    void aBrokenSpecIsNotSkippedBecauseItWasOnlyFound() {
        var evaluation = BASELINE.evaluateFound(Source.of("s.yaml", MINIMAL + "  broken: \"unclosed\n"));

        assertThat(evaluation.decision()).isEqualTo(Decision.DENY);
    }

    @Test
    void theClusterFormOfASpecHasTheFindingsOfItsFileForm() {
        var file = MINIMAL.replace("name: minimal", "name: minimal\n  version: '1'\n  description: text");
        var cluster = MINIMAL.replace("name: minimal", """
                name: minimal
                  namespace: prod
                  uid: 1b4e28ba-2fa1-11d2-883f-0016d3cca427
                  resourceVersion: '4711'
                  generation: 1
                  creationTimestamp: '2026-11-24T00:00:00Z'
                  managedFields: []
                  annotations: {piqc.ai/version: '1', piqc.ai/description: text}""") + "status: {}\n";

        assertThat(rulesAndMessages(cluster)).isEqualTo(rulesAndMessages(file)).isNotEmpty();
    }

    private static List<String> rulesAndMessages(String text) {
        return BASELINE.evaluate(Source.of("s", text)).findings().stream()
                .map(finding -> finding.rule() + ": " + finding.message())
                .toList();
    }

    @Test
    void aLevelMayDifferBySurfaceAndARuleMayBeOff() throws IOException {
        Path profile = Files.writeString(folder.resolve("mine.yaml"), """
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: Profile
                metadata: {name: mine}
                spec:
                  extends: baseline
                  rules:
                    privacy/pii-declared:
                      level: {default: warn, admission: deny}
                    retention/declared:
                      level: off
                """);

        assertThat(levels(profile, Surface.CLI))
                .containsEntry("privacy/pii-declared", Level.WARN)
                .doesNotContainKey("retention/declared");
        assertThat(levels(profile, Surface.ADMISSION))
                .containsEntry("privacy/pii-declared", Level.DENY)
                .doesNotContainKey("retention/declared");
    }

    private static Map<String, Level> levels(Path profile, Surface surface) {
        try (var governance = Governance.builder()
                .profile(profile.toString())
                .surface(surface)
                .build()) {
            return governance.evaluate(Source.of("s", MINIMAL)).findings().stream()
                    .collect(Collectors.toMap(Finding::rule, Finding::level, (one, other) -> one));
        }
    }

    @Test
    void schemaOnlyAsksNoRule() {
        try (var governance = Governance.builder().schemaOnly(true).build()) {
            assertThat(governance.profile()).isNull();
            assertThat(governance.evaluate(Source.of("s", MINIMAL)).specs())
                    .containsExactly(new SpecEvaluation(1, "minimal", false, Decision.ALLOW, List.of()));
        }
    }

    @Test
    void manyThreadsGetTheSameAnswers() {
        var expected = BASELINE.evaluate(Source.of("s", MINIMAL));

        assertThat(IntStream.range(0, 2000)
                        .parallel()
                        .mapToObj(i -> BASELINE.evaluate(Source.of("s", MINIMAL)))
                        .distinct())
                .containsExactly(expected);
    }

    @Test
    void aClosedEvaluatorGivesNoVerdict() {
        var governance = Governance.builder().build();
        governance.close();

        assertThatThrownBy(() -> governance.evaluate(Source.of("s", MINIMAL))).isInstanceOf(GovernanceException.class);
    }
}
