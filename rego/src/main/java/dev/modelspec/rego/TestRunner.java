package dev.modelspec.rego;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
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
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs tests, but none again that passed and can only pass again: neither its file has changed nor anything that refers to, and
 * it does not ask for the time or for chance. With coverage all tests run. Not thread-safe.
 */
public final class TestRunner {
    /** Part of the name of each test, as in {@code test_x}, {@code todo_test_x} and {@code group.test_x}. */
    private static final String TEST = "test_";

    /** Stands for the files that no test refers to: they are compiled all the same. */
    private static final String UNTESTED = "";

    /** Stands for all: of it the keys of the units are kept. */
    private static final String ALL = "*";

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
        new TestCache.Keys(Workspace.of(Map.of()), TestOptions.all()).ofAll();
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
        var keys = new TestCache.Keys(workspace, options);
        JsonNode all = cache.get(ALL, keys.ofAll());
        SortedMap<String, JsonNode> results = all == null ? null : kept(all);
        return results == null ? runChanged(workspace, options, keys, opening.get()) : report(results, count(results));
    }

    /** What is kept of units; null if one is missing. */
    private @Nullable SortedMap<String, JsonNode> kept(JsonNode keys) {
        var results = new TreeMap<String, JsonNode>();
        for (var unit : keys.properties()) {
            JsonNode tests = cache.get(unit.getKey(), unit.getValue().asString());
            if (tests == null) {
                return null;
            }
            results.put(unit.getKey(), tests);
        }
        return results;
    }

    private TestReport runChanged(
            Workspace workspace,
            TestOptions options,
            TestCache.Keys keys,
            CompletableFuture<@Nullable RegoSession> session)
            throws RegoException {
        var results = new TreeMap<String, JsonNode>();
        var stale = new ArrayList<Unit>();
        List<Unit> units = units(workspace, keys);
        for (Unit unit : units) {
            JsonNode kept = cache.get(unit.file(), unit.key());
            if (kept == null) {
                stale.add(unit);
            } else {
                results.put(unit.file(), kept);
            }
        }
        int reused = count(results);
        boolean allKept = true;
        if (!stale.isEmpty()) {
            Map<String, ArrayNode> ran = byFile(runAll(stale, workspace, options, session.join()));
            Set<String> withChance = filesWithChance(workspace);
            for (Unit unit : stale) {
                ArrayNode tests = ran.getOrDefault(unit.file(), JsonNodeFactory.instance.arrayNode());
                results.put(unit.file(), tests);
                if (passed(tests) && Collections.disjoint(withChance, unit.needs())) {
                    cache.put(unit.file(), unit.key(), tests);
                } else {
                    allKept = false;
                }
            }
        }
        if (allKept) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            units.forEach(unit -> all.put(unit.file(), unit.key()));
            cache.put(ALL, keys.ofAll(), all);
        }
        return report(results, reused);
    }

    private static int count(SortedMap<String, JsonNode> results) {
        return results.values().stream().mapToInt(JsonNode::size).sum();
    }

    private static TestReport report(SortedMap<String, JsonNode> results, int reused) {
        var tests = new ArrayList<TestResult>();
        results.values().forEach(unit -> tests.addAll(TestResult.listOf(unit)));
        return new TestReport(tests, null, reused);
    }

    /**
     * A file with tests.
     *
     * @param needs the file itself, and all that it refers to
     * @param key the digest of all that the outcome depends on
     */
    private record Unit(String file, SortedSet<String> needs, String key) {
        static Unit of(String file, SortedSet<String> needs, TestCache.Keys keys) {
            return new Unit(file, needs, keys.of(file, needs));
        }
    }

    private static List<Unit> units(Workspace workspace, TestCache.Keys keys) {
        ModuleGraph graph = ModuleGraph.of(workspace.files());
        var units = new ArrayList<Unit>();
        var untested = new TreeSet<>(workspace.files().keySet());
        workspace.files().forEach((file, rego) -> {
            if (rego.contains(TEST)) {
                SortedSet<String> needs = graph.closure(List.of(file));
                units.add(Unit.of(file, needs, keys));
                untested.removeAll(needs);
            }
        });
        if (!untested.isEmpty()) {
            SortedSet<String> needs = graph.closure(untested);
            units.add(Unit.of(UNTESTED, needs, keys));
        }
        return units;
    }

    private List<JsonNode> runAll(
            List<Unit> units, Workspace workspace, TestOptions options, @Nullable RegoSession session)
            throws RegoException {
        if (session == null) {
            return runInParts(units, workspace, options);
        }
        Set<String> wanted = files(units);
        return wantedOnly(session.test(options, wanted), wanted);
    }

    /**
     * Runs them in parts at a time, if there are enough to make up for compiling twice what two parts need. The program uses all
     * processors by itself.
     */
    private List<JsonNode> runInParts(List<Unit> units, Workspace workspace, TestOptions options) throws RegoException {
        int parts = toolchain.isNative() ? 1 : Math.max(1, Math.min(OpaPool.PARALLEL, units.size() / WORTH_A_PART));
        var tests = new ConcurrentLinkedQueue<JsonNode>();
        var errors = new ConcurrentLinkedQueue<RegoError>();
        IntStream.range(0, parts).parallel().forEach(part -> {
            List<Unit> some = IntStream.iterate(part, i -> i < units.size(), i -> i + parts)
                    .mapToObj(units::get)
                    .toList();
            var needed = new TreeSet<String>();
            some.forEach(unit -> needed.addAll(unit.needs()));
            Set<String> wanted = files(some);
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

    private static Set<String> files(List<Unit> units) {
        var files = new TreeSet<String>();
        units.forEach(unit -> files.add(unit.file()));
        files.remove(UNTESTED);
        return files;
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

    private static boolean passed(ArrayNode tests) {
        return tests.valueStream()
                .allMatch(test -> test.required("status").asString().equals("pass"));
    }

    private static Set<String> filesWithChance(Workspace workspace) {
        var files = new HashSet<String>();
        workspace.files().forEach((file, text) -> {
            if (TestCache.asksForChance(text)) {
                files.add(file);
            }
        });
        return files;
    }
}
