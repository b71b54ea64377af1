package dev.modelspec.engine.report;

import static dev.modelspec.engine.report.Findings.deny;
import static dev.modelspec.engine.report.Findings.evaluation;
import static dev.modelspec.engine.report.Findings.warn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.SpecEvaluation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private static final String TEXT = "spec:\n  logsDays: 400\n";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Summary summary = new Summary();

    @Test
    void aFindingHasItsPlaceItsLineItsRuleAndARemedy() throws IOException {
        assertThat(report(false, evaluation("a.yaml", deny("a.yaml", 2, 13, 16, "Too long."))))
                .isEqualTo("""
                    a.yaml:2:13
                      2 |   logsDays: 400
                        |             ^^^

                      deny  retention/logs-max-days  (high)
                      Too long.
                      fix: Lower it.

                    1 spec: 1 denied (profile baseline)
                    """);
    }

    @Test
    void findingsOfOnePlaceShareItAndThoseOfOneRuleShareItsRemedy() throws IOException {
        assertThat(report(
                        false,
                        evaluation(
                                "a.yaml",
                                warn("a.yaml", 1, 1, 5, "Nothing said."),
                                deny("a.yaml", 1, 1, 5, "Logs too long."),
                                deny("a.yaml", 1, 1, 5, "Traces too long."),
                                deny("a.yaml", 2, 3, 11, "Elsewhere."))))
                .isEqualTo("""
                    a.yaml:1:1
                      1 | spec:
                        | ^^^^

                      warn  privacy/pii-declared  (medium)
                      Nothing said.

                      deny  retention/logs-max-days  (high)
                      Logs too long.
                      Traces too long.
                      fix: Lower it.

                    a.yaml:2:3
                      2 |   logsDays: 400
                        |   ^^^^^^^^

                      deny  retention/logs-max-days  (high)
                      Elsewhere.
                      fix: Lower it.

                    1 spec: 1 denied (profile baseline)
                    """);
    }

    @Test
    void aSpecThatNoRuleLookedAtSaysSo() throws IOException {
        assertThat(report(false, evaluation("a.yaml", false, deny("a.yaml", 1, 1, 5, "Wrong."))))
                .contains("""

                      note: The policies of `chat` were not evaluated: mend its structure first.

                    1 spec: 1 denied (profile baseline)
                    """);
    }

    @Test
    void specsWithoutFindingsAreOnlyCounted() throws IOException {
        Evaluation three = new Evaluation("a.yaml", List.of(spec(1), spec(2), spec(3)), 4);
        summary.add(new Unchecked("b.yaml", "permission denied", false));

        assertThat(report(false, three))
                .isEqualTo("3 specs: 3 compliant; 4 skipped; 1 not checked (profile baseline)\n");
    }

    @Test
    void withoutSpecsItSaysThatThereAreNone() throws IOException {
        assertThat(report(false, new Evaluation("a.yaml", List.of(), 2)))
                .isEqualTo("no specs; 2 skipped (profile baseline)\n");
    }

    @Test
    void linesThatAreNoTextAreNotQuoted() throws IOException {
        TextReport report = new TextReport(out, false, false);
        report.begin(new ReportHeader("1", "baseline"));
        report.add(
                evaluation("a.yaml", deny("a.yaml", 1, 1, 1, "UTF-16.")), "a: b".getBytes(StandardCharsets.UTF_16LE));

        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("a.yaml:1:1\n\n  deny  ");
    }

    @Test
    void namesAndMessagesCannotSteerTheTerminal() throws IOException {
        String name = "a\u001b[2J\n0 denied\u202e.yaml";

        String text = report(false, evaluation(name, deny(name, 1, 1, 5, "It's \u009b1m\nred\u2066.")));

        assertThat(text)
                .startsWith("a\\u001b[2J\\u000a0 denied\\u202e.yaml:1:1\n")
                .contains("\n  It's \\u009b1m red\\u2066.\n")
                .doesNotContain("\u001b", "\u009b", "\u202e", "\u2066");
    }

    @Test
    void coloursSayHowBadItIs() throws IOException {
        assertThat(report(true, evaluation("a.yaml", warn("a.yaml", 1, 1, 5, "Hm.")))
                        .replace('\u001b', '!'))
                .isEqualTo("""
                    ![1ma.yaml:1:1![0m
                    ![2m  1 | ![0mspec:
                    ![2m    | ![0m![1;33m^^^^![0m

                      ![1;33mwarn![0m  ![36mprivacy/pii-declared![0m  ![2m(medium)![0m
                      Hm.

                    1 spec: ![1;33m1 with warnings![0m (profile baseline)
                    """);
    }

    @Test
    void theSummaryAloneIsTheLastLine() throws IOException {
        Evaluation denied = evaluation("a.yaml", deny("a.yaml", 1, 1, 5, "No."));
        TextReport report = new TextReport(out, false, true);
        report.begin(new ReportHeader("1", null));
        report.add(denied, TEXT.getBytes(StandardCharsets.UTF_8));
        summary.add(denied);
        report.end(summary);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("1 spec: 1 denied (schema only)\n");
    }

    private static SpecEvaluation spec(int document) {
        return new SpecEvaluation(document, null, true, Decision.ALLOW, List.of());
    }

    private String report(boolean colour, Evaluation evaluation) throws IOException {
        TextReport report = new TextReport(out, colour, false);
        report.begin(new ReportHeader("1", "baseline"));
        report.add(evaluation, TEXT.getBytes(StandardCharsets.UTF_8));
        summary.add(evaluation);
        report.end(summary);
        return out.toString(StandardCharsets.UTF_8);
    }
}
