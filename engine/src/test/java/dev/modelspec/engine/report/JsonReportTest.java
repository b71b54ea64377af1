package dev.modelspec.engine.report;

import static dev.modelspec.engine.report.Findings.deny;
import static dev.modelspec.engine.report.Findings.evaluation;
import static dev.modelspec.engine.report.Findings.warn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.modelspec.engine.governance.Evaluation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonReportTest {
    private static final byte[] NO_TEXT = {};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Summary summary = new Summary();

    @Test
    void aReportSaysAllThereIsToSay() throws IOException {
        summary.add(new Unchecked("b.yaml", "permission denied", false));
        summary.skip(2);

        report(
                "baseline",
                evaluation("a.yaml", deny("a.yaml", 2, 13, 16, "Too long."), warn("a.yaml", 3, 1, 2, "Hm.")));

        assertThat(text()).isEqualTo("""
            {
              "schema" : "https://modelspec.dev/schema/check-report.v1alpha1.json",
              "tool" : {
                "name" : "modelspec",
                "version" : "1.2.3"
              },
              "profile" : {
                "name" : "baseline"
              },
              "specs" : [
                {
                  "source" : "a.yaml",
                  "document" : 1,
                  "name" : "chat",
                  "decision" : "deny",
                  "policiesEvaluated" : true,
                  "findings" : [
                    {
                      "rule" : "retention/logs-max-days",
                      "level" : "deny",
                      "severity" : "high",
                      "title" : "Title",
                      "message" : "Too long.",
                      "remediation" : "Lower it.",
                      "fingerprint" : "abababababababababababababababab",
                      "location" : {
                        "source" : "a.yaml",
                        "pointer" : "/spec",
                        "startLine" : 2,
                        "startColumn" : 13,
                        "endLine" : 2,
                        "endColumn" : 16
                      }
                    },
                    {
                      "rule" : "privacy/pii-declared",
                      "level" : "warn",
                      "severity" : "medium",
                      "title" : "Title",
                      "message" : "Hm.",
                      "remediation" : null,
                      "fingerprint" : "abababababababababababababababab",
                      "location" : {
                        "source" : "a.yaml",
                        "pointer" : "/spec",
                        "startLine" : 3,
                        "startColumn" : 1,
                        "endLine" : 3,
                        "endColumn" : 2
                      }
                    }
                  ],
                  "waived" : [ ]
                }
              ],
              "unchecked" : [
                {
                  "source" : "b.yaml",
                  "reason" : "permission denied",
                  "fault" : false
                }
              ],
              "summary" : {
                "specs" : 1,
                "compliant" : 0,
                "denied" : 1,
                "warned" : 0,
                "skipped" : 2,
                "unchecked" : 1,
                "findings" : {
                  "deny" : 1,
                  "warn" : 1,
                  "waived" : 0,
                  "baseline" : 0
                }
              }
            }
            """);
        keepsToTheSchema();
    }

    @Test
    void aReportWithoutAnythingKeepsToTheSchema() throws IOException {
        report(null);

        JsonNode report = JsonMapper.shared().readTree(text());
        assertThat(report.path("profile").isNull()).isTrue();
        assertThat(report.path("specs").isEmpty()).isTrue();
        keepsToTheSchema();
    }

    @Test
    void textIsKeptButCannotSteerATerminal() throws IOException {
        String hostile = "\u001b[2J \u009b \u202e \u007f \u2028 \" \\ 😀 שלום";

        report("baseline", evaluation(hostile, deny(hostile, 1, 1, 2, hostile)));

        assertThat(text())
                .contains("\\u001B[2J \\u009b \\u202e \\u007F \\u2028 \\\" \\\\ 😀 שלום")
                .doesNotContain("\u001b", "\u009b", "\u202e", "\u007f", "\u2028");
        JsonNode spec = JsonMapper.shared().readTree(text()).path("specs").path(0);
        assertThat(spec.path("source").asString()).isEqualTo(hostile);
        assertThat(spec.at("/findings/0/message").asString()).isEqualTo(hostile);
    }

    @Test
    void halvesOfSurrogatePairsAreReplacedForUtf8HasNone() throws IOException {
        report("baseline", evaluation("a\ud83d.yaml", deny("a", 1, 1, 2, "\ude00")));

        JsonNode spec = JsonMapper.shared().readTree(text()).path("specs").path(0);
        assertThat(spec.path("source").asString()).isEqualTo("a\ufffd.yaml");
        assertThat(spec.at("/findings/0/message").asString()).isEqualTo("\ufffd");
    }

    @Test
    void whatCannotBeWrittenIsAnIoException() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        JsonReport report = new JsonReport(full);

        assertThatThrownBy(() -> {
                    report.begin(new ReportHeader("1", null));
                    report.end(summary);
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left on device");
    }

    private void report(@Nullable String profile, Evaluation... evaluations) throws IOException {
        JsonReport report = new JsonReport(out);
        report.begin(new ReportHeader("1.2.3", profile));
        for (Evaluation evaluation : evaluations) {
            report.add(evaluation, NO_TEXT);
            summary.add(evaluation);
        }
        report.end(summary);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void keepsToTheSchema() throws IOException {
        String schema = Files.readString(Path.of("../schema/check-report.v1alpha1.json"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema, InputFormat.JSON)
                        .validate(text(), InputFormat.JSON))
                .isEmpty();
    }
}
