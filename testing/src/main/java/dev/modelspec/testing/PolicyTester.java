package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.policy.PolicySources;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.rego.TestRunner;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/**
 * Tests a folder of policies: its Rego tests by OPA's own tester, its suites as specs are judged elsewhere. Not thread-safe. Keep one
 * to test again: what it needs is started by the first run.
 */
public final class PolicyTester {
    private final RegoToolchain toolchain;
    private final CustomPolicies policies;
    private final TestRunner regoTests;

    /**
     * A tester.
     *
     * @param cache a folder that keeps, by their content, compiled policies and tests that passed; null to compile and run afresh
     */
    public PolicyTester(RegoToolchain toolchain, @Nullable Path cache) {
        this.toolchain = toolchain;
        policies = new CustomPolicies(toolchain, cache);
        regoTests = new TestRunner(toolchain, cache == null ? null : cache.resolve("tests"));
    }

    /**
     * Runs all tests of a folder.
     *
     * @throws ConfigurationException if the folder cannot be read, its Rego does not compile, or a suite or profile is wrong
     */
    public TestRun run(Path folder, TestSettings settings) {
        long start = System.nanoTime();
        PolicySources sources = PolicySources.read(folder);
        // Tests and suites have nothing to wait for in each other.
        var processors = new ForkJoinPool();
        ForkJoinTask<List<TestOutcome>> ofSuites = processors.submit(() -> runSuites(folder, sources, settings));
        try {
            var outcomes = new ArrayList<TestOutcome>();
            var remarks = new ArrayList<String>();
            PolicyCoverage coverage = null;
            int reused = 0;
            if (!sources.tests().isEmpty()) {
                RegoTests.Run run = RegoTests.run(regoTests, sources, settings);
                outcomes.addAll(run.outcomes());
                coverage = run.coverage();
                reused = run.reused();
                if (settings.only() == null) {
                    remarks.addAll(filesWithoutTests(sources, run.outcomes()));
                }
            }
            outcomes.addAll(ofSuites.join());
            outcomes.sort(Comparator.comparing(TestOutcome::file).thenComparingInt(TestOutcome::line));
            return new TestRun(outcomes, coverage, reused, remarks, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            processors.shutdownNow();
        }
    }

    private List<TestOutcome> runSuites(Path folder, PolicySources sources, TestSettings settings) {
        List<Path> files = Suites.files(folder);
        if (files.isEmpty()) {
            return List.of();
        }
        ForkJoinTask<PolicyEngine> engine =
                ForkJoinTask.adapt(() -> engine(sources, settings)).fork();
        return Suites.run(files, settings.only(), engine::join);
    }

    /** Rules that are asked once for each case are not worth compiling, unless OPA is as slow as the compiler. */
    private PolicyEngine engine(PolicySources sources, TestSettings settings) {
        return settings.compiled() || !toolchain.isNative()
                ? new PolicyEngine(policies.compile(sources), Clock.systemUTC(), settings.timeout())
                : new PolicyEngine(policies.interpret(sources), Clock.systemUTC(), settings.timeout());
    }

    private static List<String> filesWithoutTests(PolicySources sources, List<TestOutcome> outcomes) {
        var without = new TreeSet<String>();
        sources.tests().keySet().forEach(file -> without.add(sources.display(file)));
        outcomes.forEach(outcome -> without.remove(outcome.file()));
        return without.stream()
                .map(file -> file + " has no test: a test is a rule whose name begins with test_")
                .toList();
    }
}
