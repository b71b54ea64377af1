package dev.modelspec.rego;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What came of a run of tests.
 *
 * @param tests the tests that ran, in the order of their files and lines
 * @param coverage which lines they reached; null if that was not asked for
 * @param reused how many of the tests did not have to run, because they passed before and nothing that they depend on has changed
 */
public record TestReport(List<TestResult> tests, @Nullable Coverage coverage, int reused) {

    static TestReport of(JsonNode report) {
        return new TestReport(
                TestResult.listOf(report.required("tests")),
                report.has("coverage") ? Coverage.of(report.required("coverage")) : null,
                0);
    }
}
