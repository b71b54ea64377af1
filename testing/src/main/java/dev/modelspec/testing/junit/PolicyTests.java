package dev.modelspec.testing.junit;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.testing.PolicyTester;
import dev.modelspec.testing.ProblemText;
import dev.modelspec.testing.TestOutcome;
import dev.modelspec.testing.TestProblem;
import dev.modelspec.testing.TestRun;
import dev.modelspec.testing.TestSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/**
 * The tests of a folder of policies for JUnit 5.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicNode> policies() {
 *     return PolicyTests.in(Path.of("policies"));
 * }
 * }</pre>
 */
public final class PolicyTests {
    private PolicyTests() {}

    /**
     * Runs the Rego tests and suites of a folder, and answers one container for each package and suite with a test for each of
     * theirs.
     *
     * @throws ConfigurationException if the folder cannot be read, its Rego does not compile, a suite or profile is wrong, or it has
     *     no tests
     */
    public static Stream<DynamicNode> in(Path folder) {
        TestRun run;
        try (var toolchain = new RegoToolchain()) {
            run = new PolicyTester(toolchain, null).run(folder, TestSettings.all());
        }
        if (run.tests().isEmpty()) {
            throw new ConfigurationException("There are no tests in " + folder, run.remarks());
        }
        Map<String, List<TestOutcome>> groups = new LinkedHashMap<>();
        for (TestOutcome test : run.tests()) {
            groups.computeIfAbsent(test.group(), group -> new ArrayList<>()).add(test);
        }
        return groups.entrySet().stream().map(group -> container(group.getKey(), group.getValue()));
    }

    private static DynamicNode container(String group, List<TestOutcome> tests) {
        return DynamicContainer.dynamicContainer(
                group,
                Path.of(tests.get(0).file()).toUri(),
                tests.stream()
                        .map(test -> DynamicTest.dynamicTest(test.name(), place(test), () -> assertPassed(test))));
    }

    private static URI place(TestOutcome test) {
        return URI.create(Path.of(test.file()).toUri() + "?line=" + Math.max(1, test.line()));
    }

    private static void assertPassed(TestOutcome test) {
        Assumptions.assumeFalse(test.status() == TestOutcome.Status.SKIP, "its name begins with todo_");
        TestProblem problem = test.problem();
        if (problem != null) {
            throw new AssertionError(new ProblemText(false, "").of(problem, test.output()));
        }
    }
}
