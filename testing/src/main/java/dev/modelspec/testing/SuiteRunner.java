package dev.modelspec.testing;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.ReadSource;
import dev.modelspec.engine.governance.SpecEvaluation;
import dev.modelspec.engine.governance.SpecReader;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.source.Source;
import dev.modelspec.rego.RuleMetadata;
import dev.modelspec.testing.TestOutcome.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Evaluates the cases of a suite, as any other surface would, and compares. */
final class SuiteRunner {
    private static final String NOT_ASKED = "The rules were not asked, because the spec breaks its schema.";

    private final Evaluators evaluators;

    SuiteRunner(Evaluators evaluators) {
        this.evaluators = evaluators;
    }

    /**
     * A case whose spec has been read.
     *
     * @param source null if it cannot be read
     * @param spec null if it cannot be read
     * @param problem why it cannot be read
     * @param nanoseconds what reading it took
     */
    record Prepared(
            Suite suite,
            Suite.Case testCase,
            @Nullable Source source,
            @Nullable ReadSource spec,
            @Nullable TestProblem problem,
            long nanoseconds) {}

    /** Reads the spec of a case. What is wrong with it, or with us, is in the result. */
    static Prepared prepare(Suite suite, Suite.Case testCase) {
        long start = System.nanoTime();
        Source source = null;
        ReadSource spec = null;
        TestProblem problem = null;
        try {
            source = testCase.spec().read();
            spec = SpecReader.shared().read(source);
        } catch (IOException e) {
            problem = problem(suite, testCase, "The spec cannot be read: " + IoMessages.explain(e) + ".", List.of());
        } catch (GovernanceException e) {
            problem = noVerdict(suite, testCase, e);
        }
        return new Prepared(suite, testCase, source, spec, problem, System.nanoTime() - start);
    }

    /** The judge of a suite. */
    Evaluators.Judge judge(Suite suite) {
        return evaluators.judge(suite);
    }

    /** Runs one case. What is wrong with it, or with us, is in the outcome. */
    TestOutcome run(Prepared prepared) {
        long start = System.nanoTime() - prepared.nanoseconds();
        Suite suite = prepared.suite();
        Suite.Case testCase = prepared.testCase();
        Status status = Status.ERROR;
        TestProblem problem = prepared.problem();
        try {
            if (prepared.spec() != null) {
                problem = check(suite, testCase, prepared.spec());
                status = problem == null ? Status.PASS : Status.FAIL;
            }
        } catch (GovernanceException e) {
            problem = noVerdict(suite, testCase, e);
        }
        Location place = suite.document().locate(testCase.pointer() + "/name");
        return new TestOutcome(
                place.source(),
                place.region().startLine(),
                suite.name(),
                testCase.name(),
                status,
                Duration.ofNanos(System.nanoTime() - start),
                problem,
                "");
    }

    private static TestProblem noVerdict(Suite suite, Suite.Case testCase, GovernanceException e) {
        return problem(suite, testCase, "No verdict: " + e.getMessage(), List.of());
    }

    private @Nullable TestProblem check(Suite suite, Suite.Case testCase, ReadSource spec) {
        Evaluation evaluation = evaluators.evaluate(suite, spec, testCase.context());
        List<Finding> findings = testCase.spec().place(evaluation.findings());
        if (evaluation.specs().isEmpty()) {
            return problem(suite, testCase, "There is no ModelSpec in the file.", List.of());
        }
        List<Finding> counting = findings.stream()
                .filter(finding -> suite.rules().isEmpty()
                        || suite.rules().contains(finding.rule())
                        // With one of them no rule was asked, and that none found anything means nothing.
                        || RuleMetadata.isOfTheEngine(finding.rule()))
                .toList();
        List<ExpectedFinding> actual =
                counting.stream().map(ExpectedFinding::of).toList();
        var difference = new ArrayList<DiffLine>();
        String message = "";
        if (testCase.findings() != null) {
            var match = FindingMatch.of(testCase.findings(), actual);
            if (!match.complete()) {
                message = message(match, evaluation);
                difference.addAll(match.difference());
            }
        }
        if (difference.isEmpty() && !wasAsked(evaluation) && !expectsThat(testCase)) {
            message = NOT_ASKED;
            actual.forEach(finding -> difference.addAll(DiffLine.between(finding.lines(), finding.lines())));
        }
        Decision decision = Decision.of(counting);
        if (testCase.decision() != null && testCase.decision() != decision) {
            if (difference.isEmpty()) {
                actual.forEach(finding -> difference.addAll(DiffLine.between(finding.lines(), finding.lines())));
                message = "The decision is another.";
            }
            difference.add(new DiffLine(DiffLine.Kind.EXPECTED, "decision: " + word(testCase.decision())));
            difference.add(new DiffLine(DiffLine.Kind.ACTUAL, "decision: " + word(decision)));
        }
        return difference.isEmpty() ? null : problem(suite, testCase, message, difference);
    }

    private static String message(FindingMatch match, Evaluation evaluation) {
        String what = match.missing() == 0
                ? "More was found than expected."
                : match.surplus() == 0 ? "Less was found than expected." : "Something else was found than expected.";
        return wasAsked(evaluation) ? what : what + " " + NOT_ASKED;
    }

    private static boolean wasAsked(Evaluation evaluation) {
        return evaluation.specs().stream().allMatch(SpecEvaluation::policiesEvaluated);
    }

    private static boolean expectsThat(Suite.Case testCase) {
        return testCase.findings() != null
                && testCase.findings().stream().anyMatch(finding -> RuleMetadata.isOfTheEngine(finding.rule()));
    }

    private static TestProblem problem(Suite suite, Suite.Case testCase, String message, List<DiffLine> difference) {
        Location place = suite.document().locate(testCase.pointer() + "/name");
        Region region = place.region();
        int length = region.endLine() > region.startLine() ? 1 : region.endColumn() - region.startColumn();
        String line = suite.document()
                .sourceMap()
                .text()
                .text()
                .lines()
                .skip(region.startLine() - 1L)
                .findFirst()
                .orElse("");
        return new TestProblem(
                message,
                new TestProblem.Place(
                        place.source(), region.startLine(), region.startColumn(), Math.max(1, length), line),
                new TreeMap<>(),
                difference);
    }

    private static String word(Decision decision) {
        return decision.name().toLowerCase(Locale.ROOT);
    }
}
