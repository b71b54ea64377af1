package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.SpecReader;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.policy.PolicySources;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.rego.TestCache;
import dev.modelspec.rego.TestReport;
import dev.modelspec.rego.TestRunner;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tests a folder of policies: its Rego tests by OPA's own tester, its suites as specs are judged elsewhere. Not thread-safe. Keep one
 * to test again: what it needs is started by the first run.
 */
public final class PolicyTester {
    private final RegoToolchain toolchain;
    private final CustomPolicies policies;
    private final @Nullable Path cacheFolder;
    /** By the names of their files. */
    private final Map<String, TestCache> caches = new HashMap<>();

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
        cacheFolder = cache == null ? null : cache.resolve("tests");
    }

    /**
     * Runs all tests of a folder.
     *
     * @throws ConfigurationException if the folder cannot be read, its Rego does not compile, or a suite or profile is wrong
     */
    public TestRun run(Path folder, TestSettings settings) {
        long start = System.nanoTime();
        TestCache cache = cache(folder, settings);
        var processors = new ForkJoinPool();
        if (cache.isNew()) {
            toolchain.prepare();
        } else {
            processors.execute(() -> TestRunner.prepare(cache));
        }
        try {
            List<Path> files = PolicySources.files(folder);
            List<Path> suites = files.stream().filter(Suites::isSuite).toList();
            return run(PolicySources.read(folder, files), suites, settings, cache, processors, start);
        } finally {
            cache.save();
            processors.shutdownNow();
        }
    }

    private TestRun run(
            PolicySources sources,
            List<Path> suites,
            TestSettings settings,
            TestCache cache,
            ForkJoinPool processors,
            long start) {
        boolean shares = !suites.isEmpty() && interprets(settings);
        try (var session = new SharedSession(() -> policies.open(sources))) {
            if (shares && (cache.isNew() || cache.isOlder(lastModified(sources.paths())))) {
                // What has to run is not known yet, but something has.
                session.begin();
            }
            ForkJoinTask<List<Suites.Document>> read = cache.isNew() ? readAll(suites, processors) : null;
            // Tests and suites have nothing to wait for in each other, but for OPA.
            ForkJoinTask<SuitesRun> ofSuites =
                    processors.submit(() -> runSuites(suites, read, sources, settings, session, cache));
            List<String> unread = unreadSuites(sources);
            var outcomes = new ArrayList<TestOutcome>();
            var remarks = new ArrayList<String>();
            PolicyCoverage coverage = null;
            int reused = 0;
            if (!sources.tests().isEmpty()) {
                var tests = new RegoTests(toolchain, cache, sources, settings);
                TestReport report = tests.run(
                        () -> shares
                                ? session.open()
                                        .thenApply(opened -> opened.leftOut().isEmpty() ? opened : null)
                                : CompletableFuture.completedFuture(null),
                        ofSuites::join);
                // What passed until now, mostly all, while it is told. The rest is saved at the end.
                processors.execute(cache::save);
                RegoTests.Told told = tests.tell(report);
                outcomes.addAll(told.outcomes());
                coverage = told.coverage();
                reused = told.reused();
                if (settings.only() == null) {
                    remarks.addAll(filesWithoutTests(sources, told.outcomes()));
                }
            }
            remarks.addAll(unread);
            if (sources.tests().isEmpty() && suites.isEmpty()) {
                // Nothing runs, but for a better reason than that there is no test.
                policies.compile(sources);
            }
            outcomes.addAll(ofSuites.join().outcomes());
            reused += ofSuites.join().reused();
            outcomes.sort(PolicyTester::inOrder);
            return new TestRun(
                    outcomes,
                    coverage,
                    reused,
                    remarks,
                    ofSuites.join().files(),
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** Begins to read all suites, of none of which anything is kept. OPA has been asked before. */
    private static @Nullable ForkJoinTask<List<Suites.Document>> readAll(List<Path> suites, ForkJoinPool processors) {
        processors.execute(SpecReader::shared);
        return suites.isEmpty() ? null : processors.submit(() -> Suites.read(suites));
    }

    /** What passed in a folder, with some settings. Two that have the same name cost time only. */
    private TestCache cache(Path folder, TestSettings settings) {
        String name = Integer.toHexString(List.of(
                        folder.toAbsolutePath().toString(),
                        String.valueOf(settings.only()),
                        settings.timeout(),
                        settings.compiled())
                .hashCode());
        return caches.computeIfAbsent(
                name, unknown -> new TestCache(cacheFolder == null ? null : cacheFolder.resolve(name + ".json")));
    }

    private static long lastModified(List<Path> files) {
        long last = 0;
        for (Path file : files) {
            last = Math.max(last, file.toFile().lastModified());
        }
        return last;
    }

    /**
     * What came of the suites.
     *
     * @param reused how many of the cases did not run
     * @param files those with specs and profiles that they have read
     */
    private record SuitesRun(List<TestOutcome> outcomes, int reused, Set<String> files) {}

    /**
     * Runs suites.
     *
     * @param read all of them; null if only those are to be read that have to run
     */
    private SuitesRun runSuites(
            List<Path> files,
            @Nullable ForkJoinTask<List<Suites.Document>> read,
            PolicySources sources,
            TestSettings settings,
            SharedSession session,
            TestCache passed) {
        SuiteCache cache =
                program == null || settings.only() != null ? null : SuiteCache.of(passed, program, sources, settings);
        var outcomes = new ArrayList<TestOutcome>();
        var used = new TreeSet<String>();
        var stale = new ArrayList<Path>();
        for (Path file : files) {
            Suites.Ran kept = cache == null ? null : cache.get(file);
            if (kept == null) {
                stale.add(file);
            } else {
                outcomes.addAll(kept.outcomes());
                used.addAll(kept.files());
            }
        }
        Set<String> there = files.stream().map(Path::toString).collect(Collectors.toSet());
        passed.forget(unit -> Suites.isSuite(Path.of(unit)) && !there.contains(unit));
        int reused = outcomes.size();
        if (!stale.isEmpty()) {
            Suites.Ran ran = Suites.run(
                    read == null ? Suites.read(stale) : read.join(),
                    settings.only(),
                    judges(sources, settings, session),
                    cache);
            outcomes.addAll(ran.outcomes());
            used.addAll(ran.files());
        }
        return new SuitesRun(outcomes, reused, used);
    }

    private Suites.Judges judges(PolicySources sources, TestSettings settings, SharedSession session) {
        boolean interpreted = interprets(settings);
        ForkJoinTask<PolicyEngine> engine = ForkJoinTask.adapt(() -> interpreted
                        ? new PolicyEngine(
                                policies.interpret(sources, session.await()), Clock.systemUTC(), settings.timeout())
                        : new PolicyEngine(policies.compile(sources), Clock.systemUTC(), settings.timeout()))
                .fork();
        return new Suites.Judges() {
            @Override
            public PolicyEngine engine() {
                return engine.join();
            }

            @Override
            public void await() {
                if (interpreted) {
                    CustomPolicies.await(sources, session.await());
                }
            }
        };
    }

    /** Rules that are asked once for each case are not worth compiling, unless OPA is as slow as the compiler. */
    private boolean interprets(TestSettings settings) {
        return !settings.compiled() && toolchain.isNative();
    }

    /** In the order of files and lines. Comparators of Java's are made when they are asked for, which takes their time here. */
    private static int inOrder(TestOutcome one, TestOutcome other) {
        int files = one.file().compareTo(other.file());
        return files == 0 ? Integer.compare(one.line(), other.line()) : files;
    }

    private static List<String> unreadSuites(PolicySources sources) {
        return UnreadFile.in(sources, UnreadFile::mayBeSuite).stream()
                .filter(UnreadFile::isSuite)
                .map(unread -> unread.file() + ":" + unread.line() + ":1: " + unread.problem())
                .toList();
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
