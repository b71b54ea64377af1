package dev.modelspec.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.testing.TestOutcome.Status;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportsTest {
    private static final TestProblem PROBLEM = new TestProblem(
            "The two are not the same.",
            new TestProblem.Place("p/a_test.rego", 7, 2, 11, "\t_found == {1}"),
            new TreeMap<>(Map.of("days", "366")),
            DiffLine.between(List.of("{", "  1", "}"), List.of("{", "  2", "}")));

    private static final TestOutcome PASSED = outcome("test_success_a", Status.PASS, null, "");
    private static final TestOutcome FAILED = outcome("test_fail_<b> & \"c\"", Status.FAIL, PROBLEM, "x = 1\n");
    private static final TestOutcome ENDLESS =
            outcome("test_fail_endless", Status.ERROR, TestProblem.of("It was ended after 5 ms."), "");
    private static final TestOutcome SKIPPED = outcome("todo_test_d", Status.SKIP, null, "");

    @Test
    void theTextNamesEveryTestAndSaysWhyOneFailed() {
        assertThat(new TestText(false, false).of(run(null, PASSED, FAILED, ENDLESS, SKIPPED)))
                .isEqualTo("""
                        p/a_test.rego
                          pass  test_success_a
                          FAIL  test_fail_<b> & "c"
                                p/a_test.rego:7:2
                                  7 |     _found == {1}
                                    |     ^^^^^^^^^^^
                                The two are not the same.
                                days = 366
                                - expected  + found
                                  {
                                -   1
                                +   2
                                  }
                                printed:
                                  x = 1

                          ERROR  test_fail_endless
                                It was ended after 5 ms.

                          skip  todo_test_d
                        4 tests: 1 passed, 1 failed, 1 without an answer, 1 skipped (1.50 s)
                        """);
    }

    @Test
    void theQuietTextHasFailuresAndTheSummary() {
        assertThat(new TestText(false, true).of(run(null, PASSED))).isEqualTo("1 test: 1 passed (1.50 s)\n");
    }

    @Test
    void aRunWithoutTestsSaysSoAndDidNotPass() {
        assertThat(new TestText(false, false).of(run(null))).isEqualTo("no test ran (1.50 s)\n");
        assertThat(run(null).passed()).isFalse();
        assertThat(run(null, SKIPPED).passed()).isFalse();
        assertThat(run(null, PASSED, ENDLESS).passed()).isFalse();
        assertThat(run(null, PASSED, SKIPPED).passed()).isTrue();
    }

    @Test
    void coverageNamesTheLinesThatNoTestReaches() {
        assertThat(new TestText(false, true).of(run(coverage(), PASSED))).isEqualTo("""
                        42.8 %  p/a.rego: no test reaches lines 4-6, 9
                        coverage: 55.5 % of the lines of 2 files
                        1 test: 1 passed (1.50 s)
                        """);
    }

    @Test
    void lcovHasARecordForEachFile() {
        assertThat(Lcov.of(coverage())).isEqualTo("""
                        TN:
                        SF:p/a.rego
                        DA:1,1
                        DA:2,1
                        DA:4,0
                        DA:5,0
                        DA:6,0
                        DA:9,0
                        DA:10,1
                        LF:7
                        LH:3
                        end_of_record
                        TN:
                        SF:p/b.rego
                        DA:1,1
                        DA:2,1
                        LF:2
                        LH:2
                        end_of_record
                        """);
    }

    @Test
    void whateverTestsPrintTheXmlIsWellFormed() throws Exception {
        String odd = "]]> & < \u0000 \u001b[1m \ud800 \uffff \ud83d\ude00";
        TestOutcome test = outcome(odd, Status.FAIL, TestProblem.of(odd), odd);

        String xml = JunitXml.of(run(null, PASSED, test, ENDLESS, SKIPPED));

        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(root.getAttribute("tests")).isEqualTo("4");
        assertThat(root.getAttribute("failures")).isEqualTo("1");
        assertThat(root.getAttribute("errors")).isEqualTo("1");
        assertThat(root.getAttribute("skipped")).isEqualTo("1");
        assertThat(((Element) root.getElementsByTagName("testcase").item(1)).getAttribute("name"))
                .isEqualTo("]]> & < \ufffd \ufffd[1m \ufffd \ufffd \ud83d\ude00");
        assertThat(root.getElementsByTagName("failure").item(0).getTextContent())
                .startsWith("]]> & < \\u0000 \\u001b[1m");
    }

    @Test
    void theJsonHasEverything() {
        JsonNode json = JsonMapper.shared().readTree(TestJson.of(run(coverage(), FAILED)));

        assertThat(json.path("summary")).isEqualTo(JsonMapper.shared().readTree("""
                                {"pass": 0, "fail": 1, "error": 0, "skip": 0, "unchanged": 0, "passed": false, "durationMs": 1500.0}"""));
        assertThat(json.path("tests").path(0)).isEqualTo(JsonMapper.shared().readTree("""
                                {"file": "p/a_test.rego", "line": 3, "group": "modelspec.rules.x.a_test",
                                 "name": "test_fail_<b> & \\"c\\"", "status": "fail", "durationMs": 2.0, "output": "x = 1\\n",
                                 "problem": {"message": "The two are not the same.", "file": "p/a_test.rego", "line": 7,
                                   "column": 2, "locals": {"days": "366"}, "difference": ["  {", "-   1", "+   2", "  }"]}}"""));
        assertThat(json.path("coverage").path("files").path("p/b.rego"))
                .isEqualTo(JsonMapper.shared().readTree("{\"percent\": 100.0, \"covered\": [1, 2], \"missed\": []}"));
    }

    private static TestOutcome outcome(String name, Status status, @Nullable TestProblem problem, String output) {
        return new TestOutcome(
                "p/a_test.rego", 3, "modelspec.rules.x.a_test", name, status, Duration.ofMillis(2), problem, output);
    }

    private static TestRun run(@Nullable PolicyCoverage coverage, TestOutcome... tests) {
        return new TestRun(List.of(tests), coverage, 0, List.of(), Set.of(), Duration.ofMillis(1500));
    }

    private static PolicyCoverage coverage() {
        return new PolicyCoverage(new TreeMap<>(Map.of(
                "p/a.rego", new PolicyCoverage.FileLines(List.of(1, 2, 10), List.of(4, 5, 6, 9)),
                "p/b.rego", new PolicyCoverage.FileLines(List.of(1, 2), List.of()))));
    }
}
