package dev.modelspec.testing;

import dev.modelspec.engine.policy.PolicySources;
import dev.modelspec.engine.policy.References;
import dev.modelspec.rego.Coverage;
import dev.modelspec.rego.RegoError;
import dev.modelspec.rego.RegoException;
import dev.modelspec.rego.RegoModule;
import dev.modelspec.rego.RegoSession;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.rego.RegoValue;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.TestCache;
import dev.modelspec.rego.TestFailure;
import dev.modelspec.rego.TestOptions;
import dev.modelspec.rego.TestReport;
import dev.modelspec.rego.TestResult;
import dev.modelspec.rego.TestRunner;
import dev.modelspec.rego.Workspace;
import dev.modelspec.testing.TestOutcome.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The Rego tests of a folder, told in terms of the user's files. */
final class RegoTests {
    private static final String DATA = "data.";

    /** What the toolchain says of a test that ran too long. */
    private static final String ENDED = "too long";

    /** What came of them, in terms of the user's files. */
    record Told(List<TestOutcome> outcomes, @Nullable PolicyCoverage coverage, int reused) {}

    private final TestRunner runner;
    private final PolicySources sources;
    private final TestSettings settings;
    private final Workspace workspace;
    private final TestOptions options;

    RegoTests(RegoToolchain toolchain, TestCache cache, PolicySources sources, TestSettings settings) {
        runner = new TestRunner(toolchain, cache, this::referencesToNothing);
        this.sources = sources;
        this.settings = settings;
        workspace = sources.ownWorkspaceWithTests();
        var all = TestOptions.all().within(settings.timeout());
        var some = settings.only() == null ? all : all.matching(settings.only().pattern());
        options = settings.coverage() ? some.withCoverage() : some;
    }

    /**
     * Runs the tests.
     *
     * @param opening as {@link TestRunner} has it
     * @param meanwhile likewise
     */
    TestReport run(Supplier<CompletableFuture<@Nullable RegoSession>> opening, Runnable meanwhile) {
        try {
            return runner.run(workspace, options, opening, meanwhile);
        } catch (RegoException e) {
            throw sources.errors().refusal(e);
        } catch (CompletionException e) {
            throw SharedSession.refusal(e);
        }
    }

    /** What else is wrong with rules is told where they are compiled. Tests may be of Rego that breaks conventions. */
    private List<RegoError> referencesToNothing(List<RegoModule> modules) {
        try {
            RuleCatalog catalog = RuleCatalog.of(modules.stream()
                    .filter(module -> !sources.tests().containsKey(module.file()))
                    .toList());
            return new References(sources, catalog).problems(modules);
        } catch (RegoException unconventional) {
            return List.of();
        }
    }

    /** What came of them. */
    Told tell(TestReport report) {
        var outcomes = new ArrayList<TestOutcome>();
        for (TestResult test : report.tests()) {
            if (test.cases().isEmpty()) {
                outcomes.add(outcome(test, test, test.name()));
            }
            for (TestResult testCase : test.cases()) {
                outcomes.add(outcome(test, testCase, test.name() + " [" + testCase.name() + "]"));
            }
        }
        return new Told(outcomes, report.coverage() == null ? null : coverage(report.coverage()), report.reused());
    }

    /**
     * How a test ended.
     *
     * @param result of the test, or of one of its cases, for which OPA tells no more than whether it passed
     */
    private TestOutcome outcome(TestResult test, TestResult result, String name) {
        Status status = Status.valueOf(result.status().name());
        return new TestOutcome(
                sources.display(test.file()),
                test.row(),
                test.packageName().startsWith(DATA) ? test.packageName().substring(DATA.length()) : test.packageName(),
                name,
                status,
                result.duration(),
                status == Status.PASS || status == Status.SKIP ? null : problem(test),
                test.output());
    }

    private TestProblem problem(TestResult test) {
        TestFailure failure = test.failure();
        if (test.error() != null) {
            return new TestProblem(
                    noAnswer(test.error()), place(test.file(), test.row(), 1, test.name()), new TreeMap<>(), List.of());
        }
        if (failure == null) {
            return new TestProblem(
                    "It does not hold.", place(test.file(), test.row(), 1, test.name()), new TreeMap<>(), List.of());
        }
        var locals = new TreeMap<String, String>();
        failure.locals().forEach((name, value) -> locals.put(name, value.text()));
        var comparison = failure.comparison();
        String message = comparison == null ? whyNot(failure) : "";
        List<DiffLine> difference = List.of();
        if (comparison != null && comparison.operator().equals("==")) {
            message = "The two are not the same.";
            difference = DiffLine.between(lines(comparison.right()), lines(comparison.left()));
        } else if (comparison != null) {
            message = comparison.left().text() + " " + comparison.operator() + " "
                    + comparison.right().text() + " does not hold.";
        }
        return new TestProblem(
                message, place(failure.file(), failure.row(), failure.column(), failure.text()), locals, difference);
    }

    /** Of what is no comparison. */
    private static String whyNot(TestFailure failure) {
        for (var read : failure.reads().entrySet()) {
            if (read.getValue() == null) {
                return read.getKey() + " is undefined"
                        + (failure.gap() == null ? "." : ": there is no " + failure.gap() + ".");
            }
        }
        if (!failure.reads().isEmpty()) {
            return "This does not hold: "
                    + failure.reads().entrySet().stream()
                            .map(read -> read.getKey() + " is "
                                    + Objects.requireNonNull(read.getValue()).text())
                            .collect(Collectors.joining(", "))
                    + ".";
        }
        return (failure.call() == null ? "This" : failure.call()) + " does not hold.";
    }

    private String noAnswer(String error) {
        return error.contains(ENDED)
                ? "It was ended after " + settings.timeout().toMillis() + " ms, the limit for one test."
                : "It has no answer: "
                        + sources.errors()
                                .describe(new RegoError("", error, null, 0, 0))
                                .message();
    }

    private static List<String> lines(RegoValue value) {
        return value.lines().lines().toList();
    }

    /** OPA counts columns in bytes. */
    private TestProblem.Place place(String file, int row, int column, String text) {
        String line = sources.line(file, row);
        int inCodePoints = Utf8.codePoints(line, column - 1) + 1;
        String first = text.lines().findFirst().orElse("");
        return new TestProblem.Place(
                sources.display(file), row, inCodePoints, Math.max(1, first.codePointCount(0, first.length())), line);
    }

    private PolicyCoverage coverage(Coverage coverage) {
        SortedMap<String, PolicyCoverage.FileLines> files = new TreeMap<>();
        coverage.files().forEach((file, lines) -> {
            if (sources.own().containsKey(file)) {
                files.put(sources.display(file), lines(lines));
            }
        });
        return new PolicyCoverage(files);
    }

    /** A line of which one expression was reached and another not is missed. */
    private static PolicyCoverage.FileLines lines(Coverage.FileCoverage file) {
        var covered = new TreeSet<>(file.covered());
        covered.removeAll(file.notCovered());
        return new PolicyCoverage.FileLines(List.copyOf(covered), List.copyOf(file.notCovered()));
    }
}
