package dev.modelspec.engine.policy.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.rego.RegoException;
import dev.modelspec.rego.RegoToolchain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * OPA's own conformance cases for the builtins of the host, from the source of the OPA module, run end to end: compiled to Wasm
 * by OPA's compiler in the JVM, evaluated in the JVM, calling our builtins.
 */
@Tag("slow")
class ConformanceTest {
    /** How many cases of OPA 1.22.2 call a builtin of the host. A new OPA has others: look at what changed. */
    private static final int CASES = 507;

    private static final String EXCLUDED = "conformance-excluded.txt";

    private static List<ConformanceCase> cases;
    private static Map<String, String> reasons;
    private static RegoToolchain toolchain;
    private static SortedSet<String> notOffered;

    @BeforeAll
    static void load() throws Exception {
        cases = ConformanceCases.load();
        reasons = excluded();
        toolchain = new RegoToolchain();
        notOffered = BuiltinTable.read().in("not offered");
    }

    @AfterAll
    static void stop() {
        toolchain.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCaseHasOpasAnswer() throws RegoException {
        List<ConformanceCase> runnable =
                cases.stream().filter(one -> !isExcluded(one)).toList();
        ConformanceBatch batch = ConformanceBatch.compile(toolchain, runnable, notOffered);
        return IntStream.range(0, runnable.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        runnable.get(i).toString(), () -> judge(runnable.get(i), batch.answers(i))));
    }

    @TestFactory
    Stream<DynamicTest> everyExcludedCaseIsRefusedByTheCompiler() {
        return cases.stream()
                .filter(ConformanceTest::isExcluded)
                .map(one -> DynamicTest.dynamicTest(
                        one.toString(),
                        () -> assertThatThrownBy(() -> ConformanceBatch.compile(toolchain, List.of(one), notOffered))
                                .isInstanceOf(RegoException.class)));
    }

    @Test
    void thereAreAsManyCasesAsOpaHas() {
        assertThat(cases).hasSize(CASES);
    }

    @Test
    void everyExcludedCaseExists() {
        assertThat(cases.stream().map(ConformanceCase::toString)).containsAll(reasons.keySet());
    }

    private static boolean isExcluded(ConformanceCase one) {
        return reasons.containsKey(one.toString());
    }

    private static void judge(ConformanceCase one, RegoValue answers) {
        RegoArray wanted = one.wanted();
        if (wanted != null) {
            assertThat(comparable(answers, one)).isEqualTo(comparable(wanted, one));
        } else {
            // Errors of builtins are not strict here: what they are part of is undefined, a collection of them empty.
            assertThat(one.strict()).as("the error is one of a builtin").isTrue();
            assertThat(isUndefinedOrEmpty(answers))
                    .as("no answer but " + answers)
                    .isTrue();
        }
    }

    /** OPA compares answers without regard to their order. */
    private static RegoValue comparable(RegoValue answers, ConformanceCase one) {
        return sorted(one.sorted() ? deepSorted(answers) : answers);
    }

    private static RegoValue sorted(RegoValue value) {
        return value instanceof RegoArray array
                ? new RegoArray(array.elements().stream().sorted().toList())
                : value;
    }

    private static RegoValue deepSorted(RegoValue value) {
        if (value instanceof RegoArray array) {
            return sorted(RegoArray.of(array.elements(), ConformanceTest::deepSorted));
        }
        if (value instanceof RegoObject object) {
            TreeMap<RegoValue, RegoValue> entries = new TreeMap<>();
            object.entries().forEach((key, entry) -> entries.put(key, deepSorted(entry)));
            return new RegoObject(entries);
        }
        return value;
    }

    private static boolean isUndefinedOrEmpty(RegoValue answers) {
        RegoArray empty = RegoArray.of();
        return answers.equals(empty)
                || (answers instanceof RegoArray array
                        && array.elements().stream()
                                .allMatch(one -> one instanceof RegoObject object
                                        && object.entries().values().stream().allMatch(empty::equals)));
    }

    /** Each excluded case and its reason: {@code family: note — reason}. */
    private static Map<String, String> excluded() throws IOException {
        try (InputStream in = ConformanceTest.class.getResourceAsStream(EXCLUDED)) {
            Map<String, String> reasons = new LinkedHashMap<>();
            List<String> lines = new ArrayList<>(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
            lines.removeIf(line -> line.isBlank() || line.startsWith("#"));
            for (String line : lines) {
                String[] parts = line.split(" — ", 2);
                assertThat(parts).as(line).hasSize(2);
                reasons.put(parts[0], parts[1]);
            }
            return reasons;
        }
    }
}
