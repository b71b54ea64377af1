package dev.modelspec.rego;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Runs tests, but none again that passed and can only pass again: neither its file has changed nor anything that it needs, and
 * it does not ask for the time or for chance. With coverage all tests run. Not thread-safe.
 */
public final class TestRunner {
    /** What the cache keeps of earlier runs. */
    private static final String RECORDS = "Rego tests";

    /** Part of the name of each test, as in {@code test_x}, {@code todo_test_x} and {@code group.test_x}. */
    private static final String TEST = "test_";

    private final RegoToolchain toolchain;
    private final TestCache cache;
    private final Check check;

    /** Says what is wrong with the modules of a workspace, that OPA does not say. */
    @FunctionalInterface
    public interface Check {
        /** Looks at all modules, which may not compile. */
        List<RegoError> problems(List<RegoModule> modules);
    }

    /**
     * A runner.
     *
     * @param toolchain used, and so started, only if there is something to run
     * @param cache keeps what passed
     * @param check asked before tests run
     */
    public TestRunner(RegoToolchain toolchain, TestCache cache, Check check) {
        this.toolchain = toolchain;
        this.cache = cache;
        this.check = check;
    }

    /** Reads what each run with a cache needs. */
    public static void prepare(TestCache cache) {
        ContentDigest.prepare();
        cache.load();
        TestRecord.of(Workspace.of(Map.of()), TestOptions.all());
    }

    /** As {@link #run(Workspace, TestOptions, Supplier, Runnable)}, without a session and anything to do meanwhile. */
    public TestReport run(Workspace workspace, TestOptions options) throws RegoException {
        return run(workspace, options, () -> CompletableFuture.completedFuture(null), () -> {});
    }

    /**
     * Runs the tests of a workspace.
     *
     * @param opening called if something has changed: gives a session that has all of the workspace, which then runs the tests and is
     *     closed if it had some to run, or null
     * @param meanwhile done while tests run, if some do; it may evaluate in that session
     * @throws RegoException if the workspace is wrong, or the regular expression of the options
     */
    public TestReport run(
            Workspace workspace,
            TestOptions options,
            Supplier<? extends CompletableFuture<@Nullable RegoSession>> opening,
            Runnable meanwhile)
            throws RegoException {
        if (options.coverage()) {
            refuse(check.problems(toolchain.check(workspace).modules()));
            return toolchain.test(workspace, options);
        }
        var record = TestRecord.of(workspace, options);
        List<TestRecord> earlier = cache.all(RECORDS).stream()
                .filter(JsonNode::isObject)
                .map(TestRecord::read)
                .toList();
        for (TestRecord before : earlier) {
            if (before.isComplete() && record.isAs(before)) {
                var results = new TreeMap<String, JsonNode>();
                before.passed().forEach(passed -> results.put(passed.getKey(), passed.getValue()));
                return report(results, count(results));
            }
        }
        RegoSession shared = opening.get().join();
        if (shared != null) {
            return run(workspace, options, shared, meanwhile, record, earlier);
        }
        try (RegoSession session = open(workspace)) {
            return run(workspace, options, session, meanwhile, record, earlier);
        }
    }

    private RegoSession open(Workspace workspace) throws RegoException {
        try {
            return toolchain.open(workspace, List.of()).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RegoException wrong) {
                throw wrong;
            }
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    private TestReport run(
            Workspace workspace,
            TestOptions options,
            RegoSession session,
            Runnable meanwhile,
            TestRecord record,
            List<TestRecord> earlier)
            throws RegoException {
        // All that can be done while OPA compiles.
        List<RegoError> problems = check.problems(session.modules());
        record.declare(session.modules());
        var graph = new ModuleGraph(workspace.files().keySet(), session.modules());
        Set<String> withTests = withTests(workspace, session.modules());
        SortedMap<String, JsonNode> results = reusable(withTests, graph, record, earlier);
        int reused = count(results);
        var stale = new HashSet<>(withTests);
        stale.removeAll(results.keySet());
        Set<String> withChance = withChance(workspace);
        // All is compiled, for what is wrong may be where no test looks.
        session.await();
        refuse(problems);
        if (!stale.isEmpty()) {
            Map<String, ArrayNode> ran = new TreeMap<>();
            stale.forEach(file -> ran.put(file, JsonNodeFactory.instance.arrayNode()));
            JsonNode tests = session.test(options, stale, meanwhile);
            // Java waits for OPA's end when it ends itself.
            session.close();
            for (JsonNode test : tests) {
                ArrayNode ofFile = ran.get(test.required("file").asString());
                // Other files of the same packages have tests, too.
                if (ofFile != null) {
                    ofFile.add(test);
                }
            }
            results.putAll(ran);
        }
        results.forEach((file, tests) -> {
            boolean byChance = !withChance.isEmpty() && !Collections.disjoint(withChance, graph.closure(file));
            if (passed(tests) && !byChance) {
                record.add(file, tests);
            }
        });
        if (record.passed().size() == withTests.size()) {
            record.complete();
        }
        // What did not run can be told from this record.
        earlier.forEach(before -> before.keepOnly(stale));
        cache.put(RECORDS, record.digest(), record.json());
        return report(results, reused);
    }

    private static void refuse(List<RegoError> problems) throws RegoException {
        if (!problems.isEmpty()) {
            throw new RegoException(problems);
        }
    }

    private static Set<String> withTests(Workspace workspace, List<RegoModule> modules) {
        var files = new HashSet<String>();
        for (RegoModule module : modules) {
            boolean own = workspace.files().containsKey(module.file())
                    && !workspace.libraries().containsKey(module.file());
            if (own && module.rules().stream().anyMatch(rule -> rule.name().contains(TEST))) {
                files.add(module.file());
            }
        }
        return files;
    }

    private static Set<String> withChance(Workspace workspace) {
        var files = new HashSet<String>();
        workspace.files().forEach((file, text) -> {
            if (TestCache.asksForChance(text)) {
                files.add(file);
            }
        });
        return files;
    }

    /** What passed in an earlier run, and can only pass again. */
    private static SortedMap<String, JsonNode> reusable(
            Set<String> withTests, ModuleGraph graph, TestRecord record, List<TestRecord> earlier) {
        var results = new TreeMap<String, JsonNode>();
        for (TestRecord before : earlier) {
            Set<String> changed = record.changedSince(before);
            if (changed == null) {
                continue;
            }
            for (var passed : before.passed()) {
                String file = passed.getKey();
                if (withTests.contains(file) && Collections.disjoint(changed, graph.closure(file))) {
                    results.putIfAbsent(file, passed.getValue());
                }
            }
        }
        return results;
    }

    private static int count(SortedMap<String, JsonNode> results) {
        return results.values().stream().mapToInt(JsonNode::size).sum();
    }

    private static TestReport report(SortedMap<String, JsonNode> results, int reused) {
        var tests = new ArrayList<TestResult>();
        results.values().forEach(ofFile -> tests.addAll(TestResult.listOf(ofFile)));
        return new TestReport(tests, null, reused);
    }

    private static boolean passed(JsonNode tests) {
        return tests.valueStream()
                .allMatch(test -> test.required("status").asString().equals("pass"));
    }
}
