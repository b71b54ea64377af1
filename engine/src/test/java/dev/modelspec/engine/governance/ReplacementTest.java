package dev.modelspec.engine.governance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.source.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a finding offers as its remedy is put into the text, which is then judged again. */
class ReplacementTest {
    private static final Governance PRODUCTION =
            Governance.builder().profile("production").build();
    private static final String METRICS = "observability/metrics-enabled";
    private static final String SPEC = new String(PolicyBundle.builtInExample(METRICS, "fail"), StandardCharsets.UTF_8);

    @AfterAll
    static void close() {
        PRODUCTION.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cost/spot-in-production",
                "observability/metrics-enabled",
                "pipeline/guardrail-required",
                "privacy/pii-tracing"
            })
    void theRemedyOfARuleMendsTheExampleThatFails(String rule) {
        String text = new String(PolicyBundle.builtInExample(rule, "fail"), StandardCharsets.UTF_8);
        List<Finding> before = findings(text, rule);
        assertThat(before).isNotEmpty().extracting(Finding::replacement).doesNotContainNull();
        for (Finding finding : before) {
            assertThat(findings(mended(text, finding), rule))
                    .extracting(left -> left.location().pointer())
                    .doesNotContain(finding.location().pointer());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kind: ModelSpec    | kind: ModelSpecs   | ModelSpec",
                "vendor: nvidia     | vender: nvidia     | vendor",
                "vendor: nvidia     | 'vender': nvidia   | 'vendor'",
                "vendor: nvidia     | \"vender\": nvidia | \"vendor\"",
                "observability:     | scaling: {strategy: reactiv}¶observability:   | reactive",
                "observability:     | scaling: {strategy: \"reactiv\"}¶observability: | \"reactive\"",
                "observability:     | scaling: {strategy: unheard-of}¶observability: | ",
                "count: 1           | count: \"1\"       | 1",
                "count: 1           | count: one         | ",
                "type: a10          | type: 1.0          | \"1.0\"",
                "enabled: false     | enabled: 'true'    | true"
            })
    void whatBreaksTheSchemaIsMendedInTheStyleItWasWrittenIn(String right, String wrong, String replacement) {
        String text = SPEC.replace(right, wrong.replace("¶", "\n    "));
        assertThat(text).isNotEqualTo(SPEC);
        List<Finding> broken = ofTheSchema(text);
        assertThat(broken).extracting(Finding::replacement).allMatch(offered -> Objects.equals(offered, replacement));
        if (replacement != null) {
            assertThat(broken).hasSize(1);
            assertThat(ofTheSchema(mended(text, broken.get(0)))).isEmpty();
        }
    }

    @Test
    void nothingIsOfferedWhereThereIsNothingToReplace() {
        String text = SPEC.replace("enabled: false\n        ", "");
        assertThat(findings(text, METRICS))
                .hasSize(1)
                .extracting(Finding::replacement)
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @ValueSource(strings = {"&off false", "!!bool false"})
    void whatHasAnAnchorOrATagStaysWhole(String written) {
        String text = SPEC.replace("enabled: false", "enabled: " + written);
        assertThat(findings(text, METRICS))
                .hasSize(1)
                .allMatch(finding -> finding.replacement() == null
                        || findings(mended(text, finding), METRICS).isEmpty());
    }

    private static List<Finding> ofTheSchema(String text) {
        return PRODUCTION.evaluate(source(text)).findings().stream()
                .filter(finding ->
                        finding.rule().startsWith("schema/") || finding.rule().startsWith("syntax/"))
                .toList();
    }

    private static List<Finding> findings(String text, String rule) {
        return PRODUCTION.evaluate(source(text)).findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .toList();
    }

    private static String mended(String text, Finding finding) {
        Region region = finding.location().region();
        assertThat(region.startLine()).isEqualTo(region.endLine());
        String[] lines = text.split("\n", -1);
        String line = lines[region.startLine() - 1];
        lines[region.startLine() - 1] = line.substring(0, region.startColumn() - 1)
                + finding.replacement()
                + line.substring(region.endColumn() - 1);
        return String.join("\n", lines);
    }

    private static Source source(String text) {
        return new Source("spec.yaml", text.getBytes(StandardCharsets.UTF_8));
    }
}
