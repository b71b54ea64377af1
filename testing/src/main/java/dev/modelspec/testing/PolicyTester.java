package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.policy.PolicySources;
import dev.modelspec.rego.RegoSession;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.rego.TestCache;
import dev.modelspec.rego.TestRunner;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
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
    private final TestCache passed;
    private final @Nullable String program;

    /**
     * A tester.
     *
     * @param cache a folder that keeps, by their content, compiled policies and tests that passed; null to compile and run afresh
     */
    public PolicyTester(RegoToolchain toolchain, @Nullable Path cache) {
        this(toolchain, cache, SuiteCache.program());
    }

    /**
     * As above.
     *
     * @param program tells one build of this program from another; null if suites always run
     */
    PolicyTester(RegoToolchain toolchain, @Nullable Path cache, @Nullable String program) {
        this.program = program;
        this.toolchain = toolchain;
        policies = new CustomPolicies(toolchain, cache);
        passed = new TestCache(cache == null ? null : cache.resolve("tests"));
        regoTests = new TestRunner(toolchain, passed);
    }

    /**
     * Runs all tests of a folder.
     *
     * @throws ConfigurationException if the folder cannot be read, its Rego does not compile, or a suite or profile is wrong
     */
    public TestRun run(Path folder, TestSettings settings) {
        long start = System.nanoTime();
        PolicySources sources = PolicySources.read(folder);
        List<Path> suites = Suites.files(folder);
        // Tests and suites have nothing to wait for in each other, but for OPA.
        var processors = new ForkJoinPool();
        try (var session = new SharedSession(() -> policies.open(sources), processors)) {
            ForkJoinTask<SuitesRun> ofSuites = processors.submit(() -> runSuites(suites, sources, settings, session));
            var outcomes = new ArrayList<TestOutcome>();
            var remarks = new ArrayList<String>();
            PolicyCoverage coverage = null;
            int reused = 0;
            if (!sources.tests().isEmpty()) {
                boolean shares = !suites.isEmpty() && interprets(settings);
                RegoTests.Run run = RegoTests.run(
                        regoTests,
                        sources,
                        settings,
                        () -> shares
                                ? session.open().thenApply(opened -> hasTests(opened, sources) ? opened : null)
                                : CompletableFuture.completedFuture(null));
                outcomes.addAll(run.outcomes());
                coverage = run.coverage();
                reused = run.reused();
                if (settings.only() == null) {
                    remarks.addAll(filesWithoutTests(sources, run.outcomes()));
                }
            }
            outcomes.addAll(ofSuites.join().outcomes());
            reused += ofSuites.join().reused();
            outcomes.sort(Comparator.comparing(TestOutcome::file).thenComparingInt(TestOutcome::line));
            return new TestRun(outcomes, coverage, reused, remarks, Duration.ofNanos(System.nanoTime() - start));
        } finally {
            processors.shutdownNow();
        }
    }

    /**
     * What came of the suites.
     *
     * @param reused how many of the cases did not run
     */
    private record SuitesRun(List<TestOutcome> outcomes, int reused) {}

    private SuitesRun runSuites(List<Path> files, PolicySources sources, TestSettings settings, SharedSession session) {
        SuiteCache cache =
                program == null || settings.only() != null ? null : SuiteCache.of(passed, program, sources, settings);
        var outcomes = new ArrayList<TestOutcome>();
        var stale = new ArrayList<Path>();
        for (Path file : files) {
            List<TestOutcome> kept = cache == null ? null : cache.get(file);
            if (kept == null) {
                stale.add(file);
            } else {
                outcomes.addAll(kept);
            }
        }
        int reused = outcomes.size();
        if (!stale.isEmpty()) {
            ForkJoinTask<PolicyEngine> engine =
                    ForkJoinTask.adapt(() -> engine(sources, settings, session)).fork();
            outcomes.addAll(Suites.run(stale, settings.only(), engine::join, cache));
        }
        return new SuitesRun(outcomes, reused);
    }

    private PolicyEngine engine(PolicySources sources, TestSettings settings, SharedSession session) {
        return interprets(settings)
                ? new PolicyEngine(policies.interpret(sources, session.await()), Clock.systemUTC(), settings.timeout())
                : new PolicyEngine(policies.compile(sources), Clock.systemUTC(), settings.timeout());
    }

    /** Rules that are asked once for each case are not worth compiling, unless OPA is as slow as the compiler. */
    private boolean interprets(TestSettings settings) {
        return !settings.compiled() && toolchain.isNative();
    }

    private static boolean hasTests(RegoSession session, PolicySources sources) {
        return session.modules().stream().anyMatch(module -> sources.tests().containsKey(module.file()));
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
