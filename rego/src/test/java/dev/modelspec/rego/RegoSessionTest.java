package dev.modelspec.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RegoSessionTest {
    private static final Instant NOON = Instant.parse("2026-01-02T12:00:00.000000001Z");
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private static final String REGO = """
            package p

            sum := input.a + data.b

            undefined if input.nobody

            now := time.now_ns()

            same := [input.n, data.n]

            found contains x if some x in ["b", "a"]

            conflict := 1 if input.a

            conflict := 2 if input.a

            endless := count([1 |
            	n := numbers.range(1, 5000)
            	some x in n
            	some y in n
            	some z in n
            	x + y + z == 0
            ])

            hundred_times(x) := concat("", [x | some _ in numbers.range(1, 100)])

            greedy := count(hundred_times(hundred_times(hundred_times(hundred_times(hundred_times("0123456789"))))))
            """;

    private static RegoToolchain toolchain;
    private static RegoSession session;

    @BeforeAll
    static void open() throws RegoException {
        toolchain = new RegoToolchain();
        session = opened(Workspace.of(Map.of("p/p.rego", REGO, "p/x/data.json", "{\"kept\": 1.50}")));
    }

    @AfterAll
    static void close() {
        session.close();
        toolchain.close();
    }

    @Test
    void itTellsWhatIsInTheWorkspace() {
        assertThat(session.modules()).extracting(RegoModule::file).containsExactly("p/p.rego");
        assertThat(session.data().toString()).isEqualTo("{\"x\":{\"kept\":1.50}}");
    }

    @Test
    void aRuleIsEvaluatedWithInputAndData() throws RegoException {
        RegoSession.Query sum = query("sum", "{\"b\": 2}");

        assertThat(evaluate(sum, "{\"a\": 1}")).isEqualTo("[{\"result\":3}]");
        assertThat(evaluate(sum, "{\"a\": 5}")).isEqualTo("[{\"result\":7}]");
        assertThat(evaluate(query("undefined", "{}"), "{}")).isEqualTo("[]");
        assertThat(evaluate(query("found", "{}"), "{}")).isEqualTo("[{\"result\":[\"a\",\"b\"]}]");
    }

    @Test
    void fieldsAreLaidOverTheData() throws RegoException {
        RegoSession.Query sum = query("sum", "{\"b\": 2}");

        assertThat(sum.evaluate(bytes("{\"b\": 10}"), bytes("{\"a\": 1}"), NOON, LIMIT))
                .isEqualTo("[{\"result\":11}]");
        assertThat(sum.evaluate(bytes("{\"b\": 10}"), bytes("{\"a\": 2}"), NOON, LIMIT))
                .isEqualTo("[{\"result\":12}]");
        assertThat(sum.evaluate(bytes("{\"b\": 20}"), bytes("{\"a\": 1}"), NOON, LIMIT))
                .isEqualTo("[{\"result\":21}]");
    }

    @Test
    void numbersAndTheTimeKeepAllDigits() throws RegoException {
        String number = "123456789012345678901234567890.1234567890";

        assertThat(evaluate(query("same", "{\"n\": " + number + "}"), "{\"n\": " + number + "}"))
                .isEqualTo("[{\"result\":[" + number + "," + number + "]}]");
        assertThat(evaluate(query("now", "{}"), "{}")).isEqualTo("[{\"result\":1767355200000000001}]");
    }

    @Test
    void manyQueriesAreKeptApart() throws RegoException {
        List<RegoSession.Query> queries = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            queries.add(query("sum", "{\"b\": " + i + "}"));
        }
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < queries.size(); i++) {
                assertThat(evaluate(queries.get(i), "{\"a\": 1}")).isEqualTo("[{\"result\":" + (i + 1) + "}]");
            }
        }
    }

    @Test
    void anErrorOfAnEvaluationHasItsLine() {
        RegoException conflict =
                catchThrowableOfType(RegoException.class, () -> evaluate(query("conflict", "{}"), "{\"a\": 1}"));

        assertThat(conflict.errors()).singleElement().satisfies(error -> {
            assertThat(error.code()).isEqualTo("eval_conflict_error");
            assertThat(error.file()).isEqualTo("p/p.rego");
            assertThat(error.row()).isEqualTo(15);
            assertThat(error.tookTooLong()).isFalse();
        });
    }

    @Test
    void anEvaluationThatTakesTooLongIsEnded() throws RegoException {
        RegoException ended = catchThrowableOfType(
                RegoException.class,
                () -> query("endless", "{}").evaluate(bytes("{}"), bytes("{}"), NOON, Duration.ofMillis(200)));

        assertThat(ended.errors()).singleElement().matches(RegoError::tookTooLong);
        assertThat(evaluate(query("sum", "{\"b\": 2}"), "{\"a\": 1}")).isEqualTo("[{\"result\":3}]");
    }

    @Test
    void anEvaluationThatOpaDoesNotSurviveIsAFaultAndTheNextIsAnswered() throws RegoException {
        RegoSession.Query sum = query("sum", "{\"b\": 2}");
        evaluate(sum, "{\"a\": 1}");

        assertThatThrownBy(() -> query("greedy", "{}").evaluate(bytes("{}"), bytes("{}"), NOON, Duration.ofMinutes(5)))
                .isInstanceOf(ToolchainException.class)
                .hasMessageContaining("OPA ran out of memory");
        assertThat(evaluate(sum, "{\"a\": 1}")).isEqualTo("[{\"result\":3}]");
    }

    @Test
    void anEvaluationThatOpaDoesNotSurviveIsNoFaultOfAnother() throws Exception {
        RegoSession.Query sum = query("sum", "{\"b\": 2}");
        evaluate(sum, "{\"a\": 1}");
        CompletableFuture<Throwable> ended = CompletableFuture.supplyAsync(() -> catchThrowable(
                () -> query("greedy", "{}").evaluate(bytes("{}"), bytes("{}"), NOON, Duration.ofMinutes(5))));

        // Whatever OPA is doing: some are answered before the greedy one is asked, some have to be asked again.
        do {
            assertThat(evaluate(sum, "{\"a\": 1}")).isEqualTo("[{\"result\":3}]");
        } while (!ended.isDone());
        assertThat(ended.get()).isInstanceOf(ToolchainException.class).hasMessageContaining("OPA ran out of memory");
    }

    @Test
    void whileTestsRunOtherQuestionsAreAnswered() throws RegoException {
        String test = "package p_test\n\ntest_slow if count([1 | some _ in numbers.range(1, 5000)]) == 5000\n";
        Set<String> wanted = Set.of("p/p_test.rego");

        try (RegoSession tests = opened(Workspace.of(Map.of("p/p.rego", REGO, "p/p_test.rego", test)))) {
            RegoSession.Query sum = tests.query("data.p.sum", bytes("{\"b\": 2}"));
            RegoSession.Query greedy = tests.query("data.p.greedy", bytes("{}"));
            var answers = new ArrayList<String>();
            JsonNode results = tests.test(TestOptions.all(), wanted, () -> answers.add(unchecked(sum)));

            assertThat(answers).containsExactly("[{\"result\":3}]");
            assertThat(results.findValuesAsString("status")).containsExactly("pass");
            var others = new ArrayList<JsonNode>();
            results = tests.test(TestOptions.all(), wanted, () -> others.add(noTests(tests, wanted)));
            assertThat(others)
                    .singleElement()
                    .satisfies(none -> assertThat(none).isEmpty());
            assertThat(results.findValuesAsString("status")).containsExactly("pass");
            results = tests.test(TestOptions.all(), wanted, () -> {
                assertThatThrownBy(() -> greedy.evaluate(bytes("{}"), bytes("{}"), NOON, Duration.ofMinutes(5)))
                        .isInstanceOf(ToolchainException.class);
            });
            assertThat(results.findValuesAsString("status")).containsExactly("pass");
        }
    }

    private static JsonNode noTests(RegoSession session, Set<String> files) {
        try {
            return session.test(TestOptions.all().matching("no such test"), files, () -> {});
        } catch (RegoException e) {
            throw new AssertionError(e);
        }
    }

    private static String unchecked(RegoSession.Query query) {
        try {
            return evaluate(query, "{\"a\": 1}");
        } catch (RegoException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void testsRunAsWithoutASession() throws RegoException {
        Workspace workspace = Workspace.of(Map.of(
                "a/a.rego",
                "package a\n\nnumber := 1\n",
                "a/a_test.rego",
                """
                package a_test

                test_passes if data.a.number == 1

                test_fails if {
                	wanted := 2
                	data.a.number == wanted
                }

                test_twice if true

                test_twice if false

                test_cases[name] if {
                	some name, wanted in {"one": 1, "two": 2}
                	data.a.number == wanted
                }

                test_printing if print("number", data.a.number)

                todo_test_later if false
                """,
                "b/b_test.rego",
                "package b_test\n\ntest_b if true\n"));
        Set<String> wanted = Set.of("a/a_test.rego");
        TestOptions all = TestOptions.all();

        try (RegoSession tests = opened(workspace)) {
            JsonNode results = tests.test(all, wanted, () -> {});
            assertThat(results.toString()).contains("\"test_passes\"", "\"locals\":{\"wanted\"", "number 1");
            assertThat(TestResult.listOf(results))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("duration", "cases.duration")
                    .isEqualTo(toolchain.test(workspace, all).tests().stream()
                            .filter(test -> wanted.contains(test.file()))
                            .toList());
            assertThat(tests.test(all.matching("twice"), wanted, () -> {})).hasSize(2);
            assertThatThrownBy(() -> tests.test(all.matching("("), wanted, () -> {}))
                    .isInstanceOf(RegoException.class);
        }
    }

    @Test
    void aClosedSessionAnswersNoMore() throws RegoException {
        RegoSession done = opened(Workspace.of(Map.of("p/p.rego", REGO)));
        RegoSession.Query sum = done.query("data.p.sum", bytes("{\"b\": 2}"));
        done.close();

        assertThatThrownBy(() -> evaluate(sum, "{\"a\": 1}"))
                .isInstanceOf(ToolchainException.class)
                .hasMessageContaining("the session is closed");
    }

    @Test
    void whatDoesNotCompileIsNotOpened() throws RegoException {
        Workspace unsafe = Workspace.of(Map.of("p.rego", "package p\n\nx := y\n"));

        try (RegoSession wrong = opened(unsafe)) {
            assertThatThrownBy(wrong::await).isInstanceOf(RegoException.class).hasMessageContaining("var y is unsafe");
            assertThatThrownBy(() -> evaluate(wrong.query("data.p.x", bytes("{}")), "{}"))
                    .isInstanceOf(RegoException.class)
                    .hasMessageContaining("var y is unsafe");
        }
    }

    @Test
    void whatCannotBeParsedIsNoSession() {
        assertThatThrownBy(() -> opened(Workspace.of(Map.of("p.rego", "package p\n\nx := \n"))))
                .isInstanceOf(RegoException.class)
                .hasMessageContaining("p.rego:4");
    }

    @Test
    void whatCannotBeParsedLeavesNoProcessBehind() throws Exception {
        assumeTrue(toolchain.isNative());
        Set<Long> before = processes();

        assertThatThrownBy(() -> opened(Workspace.of(Map.of("p.rego", "package p\n\nx := \n"))))
                .isInstanceOf(RegoException.class);
        for (int i = 0; i < 100 && !before.containsAll(processes()); i++) {
            Thread.sleep(50);
        }
        assertThat(before).containsAll(processes());
    }

    private static Set<Long> processes() {
        return ProcessHandle.current().children().map(ProcessHandle::pid).collect(Collectors.toSet());
    }

    private static Set<Long> processesBut(Set<Long> others) {
        Set<Long> processes = processes();
        processes.removeAll(others);
        return processes;
    }

    @Test
    void anOpaThatWasPreparedIsTheOneThatAnswers() throws Exception {
        assumeTrue(toolchain.isNative());
        Set<Long> before = processes();

        try (var prepared = new RegoToolchain()) {
            prepared.prepare();
            prepared.prepare();
            for (int i = 0; i < 100 && processesBut(before).isEmpty(); i++) {
                Thread.sleep(50);
            }
            assertThat(processesBut(before)).hasSize(1);
            prepared.check(Workspace.of(Map.of("p.rego", "package p\n")));
            assertThat(processesBut(before)).hasSize(1);
        }
    }

    @Test
    void whatIsToBeApartIsLeftOutWhereItWouldBePartOfSomething() throws RegoException {
        Map<String, String> files = Map.of(
                "p/p.rego", "package p\n\nx contains 1\n",
                "p/q.rego", "package p\n\nx contains y if y := z\n",
                "r/r.rego", "package r\n\nx contains 2\n");

        try (RegoSession some = opened(Workspace.of(files), List.of("p/q.rego", "r/r.rego"))) {
            assertThat(some.modules()).extracting(RegoModule::file).containsExactly("p/p.rego", "p/q.rego", "r/r.rego");
            assertThat(some.leftOut()).containsExactly("p/q.rego", "r/r.rego");
            assertThat(evaluate(some.query("data.p.x", bytes("{}")), "{}")).isEqualTo("[{\"result\":[1]}]");
            assertThat(evaluate(some.query("data.r.x", bytes("{}")), "{}")).isEqualTo("[]");
        }
        try (RegoSession all = opened(Workspace.of(without(files, "p/q.rego")), List.of("r/r.rego"))) {
            assertThat(all.leftOut()).isEmpty();
            assertThat(evaluate(all.query("data.r.x", bytes("{}")), "{}")).isEqualTo("[{\"result\":[2]}]");
        }
    }

    private static Map<String, String> without(Map<String, String> files, String file) {
        var others = new HashMap<>(files);
        others.remove(file);
        return others;
    }

    private static RegoSession opened(Workspace workspace) throws RegoException {
        return opened(workspace, List.of());
    }

    private static RegoSession opened(Workspace workspace, List<String> apart) throws RegoException {
        try {
            return toolchain.open(workspace, apart).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RegoException wrong) {
                throw wrong;
            }
            throw e;
        }
    }

    private static RegoSession.Query query(String rule, String data) {
        return session.query("data.p." + rule, bytes(data));
    }

    private static String evaluate(RegoSession.Query query, String input) throws RegoException {
        return query.evaluate(bytes("{}"), bytes(input), NOON, LIMIT);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
