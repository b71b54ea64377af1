package dev.modelspec.rego;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.IntStream;
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

    /** Files with tests. */
    private static final int WORTH_A_PART = 8;

    private final RegoToolchain toolchain;
    private final TestCache cache;

    /**
     * A runner.
     *
     * @param toolchain used, and so started, only if there is something to run
     * @param cache keeps what passed
     */
    public TestRunner(RegoToolchain toolchain, TestCache cache) {
        this.toolchain = toolchain;
        this.cache = cache;
    }

    /** Reads what each run with a cache needs. */
    public static void prepare(TestCache cache) {
        cache.load();
        TestRecord.of(Workspace.of(Map.of()), TestOptions.all());
    }

    /** As {@link #run(Workspace, TestOptions, Supplier)}, without a session. */
    public TestReport run(Workspace workspace, TestOptions options) throws RegoException {
        return run(workspace, options, () -> CompletableFuture.completedFuture(null));
    }

    /**
     * Runs the tests of a workspace.
     *
     * @param opening called if something has changed: gives a session that has all of the workspace, which then runs the tests, or null
     * @throws RegoException if the workspace is wrong, or the regular expression of the options
     */
    public TestReport run(
            Workspace workspace,
            TestOptions options,
            Supplier<? extends CompletableFuture<@Nullable RegoSession>> opening)
            throws RegoException {
        if (options.coverage()) {
            return toolchain.test(workspace, options);
        }
        var record = TestRecord.of(workspace, options);
        List<TestRecord> earlier = cache.all(RECORDS).stream()
                .filter(JsonNode::isObject)
                .map(TestRecord::read)
                .toList();
        var units = new TestUnits(workspace);
        SortedMap<String, JsonNode> results = reusable(units, record, earlier);
        int reused = count(results);
        List<String> stale = units.names().stream()
                .filter(unit -> !results.containsKey(unit))
                .toList();
        if (!stale.isEmpty()) {
            Map<String, ArrayNode> ran = byFile(
                    runAll(stale, units, workspace, options, opening.get().join()));
            stale.forEach(unit -> results.put(unit, ran.getOrDefault(unit, JsonNodeFactory.instance.arrayNode())));
        }
        if (!stale.isEmpty() || !Set.of().equals(record.changedSince(earlier.get(0)))) {
            results.forEach((unit, tests) -> {
                if (passed(tests) && !units.dependOnChance(unit)) {
                    record.add(unit, tests);
                }
            });
            // What did not run can be told from this record.
            earlier.forEach(before -> before.keepOnly(stale));
            cache.put(RECORDS, record.digest(), record.json());
        }
        return report(results, reused);
    }

    /** What passed in an earlier run, and can only pass again. */
    private static SortedMap<String, JsonNode> reusable(TestUnits units, TestRecord record, List<TestRecord> earlier) {
        var results = new TreeMap<String, JsonNode>();
        for (TestRecord before : earlier) {
            Set<String> changed = record.changedSince(before);
            if (changed == null) {
                continue;
            }
            for (String unit : units.names()) {
                JsonNode passed = before.passed(unit);
                if (passed != null && (changed.isEmpty() || Collections.disjoint(changed, units.needs(unit)))) {
                    results.putIfAbsent(unit, passed);
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
        results.values().forEach(unit -> tests.addAll(TestResult.listOf(unit)));
        return new TestReport(tests, null, reused);
    }

    private List<JsonNode> runAll(
            List<String> stale,
            TestUnits units,
            Workspace workspace,
            TestOptions options,
            @Nullable RegoSession session)
            throws RegoException {
        if (session == null) {
            return runInParts(stale, units, workspace, options);
        }
        Set<String> wanted = TestUnits.files(stale);
        return wantedOnly(session.test(options, wanted), wanted);
    }

    /**
     * Runs them in parts at a time, if there are enough to make up for compiling twice what two parts need. The program uses all
     * processors by itself.
     */
    private List<JsonNode> runInParts(List<String> stale, TestUnits units, Workspace workspace, TestOptions options)
            throws RegoException {
        int parts = toolchain.isNative() ? 1 : Math.max(1, Math.min(OpaPool.PARALLEL, stale.size() / WORTH_A_PART));
        var tests = new ConcurrentLinkedQueue<JsonNode>();
        var errors = new ConcurrentLinkedQueue<RegoError>();
        IntStream.range(0, parts).parallel().forEach(part -> {
            List<String> some = IntStream.iterate(part, i -> i < stale.size(), i -> i + parts)
                    .mapToObj(stale::get)
                    .toList();
            var needed = new TreeSet<String>();
            some.forEach(unit -> needed.addAll(units.needs(unit)));
            Set<String> wanted = TestUnits.files(some);
            try {
                tests.addAll(wantedOnly(toolchain.testResults(workspace.only(needed), options, wanted), wanted));
            } catch (RegoException e) {
                errors.addAll(e.errors());
            }
        });
        if (!errors.isEmpty()) {
            throw new RegoException(errors.stream().distinct().toList());
        }
        return List.copyOf(tests);
    }

    /** Other files of the same packages have tests, too. */
    private static List<JsonNode> wantedOnly(JsonNode tests, Set<String> files) {
        return tests.valueStream()
                .filter(test -> files.contains(test.required("file").asString()))
                .toList();
    }

    private static Map<String, ArrayNode> byFile(Collection<JsonNode> tests) {
        Map<String, ArrayNode> byFile = new HashMap<>();
        for (JsonNode test : tests) {
            byFile.computeIfAbsent(test.required("file").asString(), file -> JsonNodeFactory.instance.arrayNode())
                    .add(test);
        }
        return byFile;
    }

    private static boolean passed(JsonNode tests) {
        return tests.valueStream()
                .allMatch(test -> test.required("status").asString().equals("pass"));
    }
}
