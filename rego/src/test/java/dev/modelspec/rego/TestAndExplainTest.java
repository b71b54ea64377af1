package dev.modelspec.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.modelspec.rego.TestFailure.Comparison;
import dev.modelspec.rego.TestResult.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TestAndExplainTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static RegoToolchain toolchain;

    @BeforeAll
    static void start() {
        toolchain = new RegoToolchain();
    }

    @AfterAll
    static void stop() {
        toolchain.close();
    }

    @Test
    void testsPassFailAreSkippedAndPrint() throws RegoException {
        var report = test("""
                test_good if { print("hello", 3); true }

                test_bad if false

                todo_test_later if false
                """);

        assertThat(report.tests())
                .extracting(TestResult::packageName, TestResult::name, TestResult::row, TestResult::status)
                .containsExactly(
                        tuple("data.p_test", "test_good", 2, Status.PASS),
                        tuple("data.p_test", "test_bad", 4, Status.FAIL),
                        tuple("data.p_test", "todo_test_later", 6, Status.SKIP));
        assertThat(report.tests().get(0).output()).isEqualTo("hello 3\n");
        assertThat(report.coverage()).isNull();
    }

    @Test
    void aFailureTellsItsLineTheVariablesAndWhatWasCompared() throws RegoException {
        var failure = failureOf("""
                test_bad if {
                	n := 3
                	_twice(n) == {"twice": 7}
                }

                _twice(x) := {"twice": x * 2}
                """);

        assertThat(failure)
                .isEqualTo(new TestFailure(
                        "p_test.rego",
                        4,
                        2,
                        "_twice(n) == {\"twice\": 7}",
                        new TreeMap<>(Map.of("n", one("3"))),
                        new Comparison("==", one("{\"twice\": 6}"), one("{\"twice\": 7}")),
                        new TreeMap<>(),
                        null,
                        null));
    }

    @Test
    void theValueOfWhatATestRefersToIsCompared() throws RegoException {
        assertThat(failureOf("""
                report contains "x"

                test_bad if data.p_test.report == {"y"}
                """).comparison()).isEqualTo(new Comparison("==", one("{\"x\"}"), one("{\"y\"}")));
        assertThat(failureOf("""
                test_bad if {
                	some case in [{"a": 1}, {"a": 2}]
                	case.a == 3
                }
                """).comparison()).isEqualTo(new Comparison("==", one("2"), one("3")));
    }

    @Test
    void whatFailsInsideOfEveryIsShown() throws RegoException {
        var failure = failureOf("""
                test_bad if {
                	every x in [1, 2, 3, 0] {
                		x < 3
                	}
                }
                """);

        assertThat(failure.text()).isEqualTo("x < 3");
        assertThat(failure.locals()).containsEntry("x", one("3"));
    }

    @Test
    void whatAComprehensionLeavesOutHasNotFailed() throws RegoException {
        assertThat(failureOf("""
                test_bad if {
                	count([x | some x in [1, 2, 3]; x > 1]) == 3
                }
                """).comparison()).isEqualTo(new Comparison("==", one("2"), one("3")));
        assertThat(failureOf("""
                test_bad if {
                	every x in [y | some y in [1, 2, 3]; y > 1] { x < 3 }
                }
                """).text()).isEqualTo("x < 3");
    }

    @Test
    void whatIsUndefinedOrFalseIsNamed() throws RegoException {
        var undefined = failureOf("test_bad if input.a.b.c == 1 with input as {\"a\": {}}\n");
        assertThat(undefined.reads()).isEqualTo(undefined("input.a.b.c"));
        assertThat(undefined.gap()).isEqualTo("input.a.b");

        assertThat(failureOf("test_bad if { x := {\"b\": false}; input.a.b with input.a as x }\n")
                        .reads())
                .isEqualTo(Map.of("input.a.b", one("false")));
        assertThat(failureOf("test_bad if not _yes\n\n_yes if true\n").reads())
                .isEqualTo(Map.of("data.p_test._yes", one("true")));
        assertThat(failureOf("test_bad if startswith(input.a, \"x\") with input.a as \"y\"\n")
                        .call())
                .isEqualTo("startswith(\"y\", \"x\")");
        assertThat(failureOf("test_bad if { x := [1]; 2 in x }\n").call()).isEqualTo("2 in [1]");
    }

    @Test
    void largeValuesAreBrokenAlike() throws RegoException {
        var comparison = failureOf("""
                test_bad if _short == {"a": 1, "b": "%s"}

                _short := {"a": 1, "b": "x"}
                """.formatted("long ".repeat(20))).comparison();

        assertThat(Objects.requireNonNull(comparison).left().lines()).isEqualTo("""
                {
                  "a": 1,
                  "b": "x",
                }""");
        assertThat(comparison.right().lines()).startsWith("{\n  \"a\": 1,\n");
    }

    @Test
    void casesOfATestHaveResultsOfTheirOwn() throws RegoException {
        var report = test("""
                test_table[case.name] if {
                	some case in [{"name": "one", "a": 1}, {"name": "two", "a": 2}]
                	case.a == 1
                }
                """);

        assertThat(report.tests()).singleElement().satisfies(test -> {
            assertThat(test.status()).isEqualTo(Status.FAIL);
            assertThat(test.cases())
                    .extracting(TestResult::name, TestResult::status)
                    .containsExactly(tuple("one", Status.PASS), tuple("two", Status.FAIL));
        });
    }

    @Test
    void aTestThatNeverEndsIsEnded() throws RegoException {
        var report = toolchain.test(workspace("""
                        test_endless if {
                        	some i in numbers.range(1, 100000)
                        	some j in numbers.range(1, 100000)
                        	i * j == -1
                        }

                        test_after if true
                        """), TestOptions.all().within(Duration.ofMillis(300)));

        assertThat(report.tests())
                .extracting(TestResult::name, TestResult::status, TestResult::error)
                .containsExactly(
                        tuple("test_endless", Status.ERROR, "it took too long and was ended"),
                        tuple("test_after", Status.PASS, null));
    }

    @Test
    void onlyTestsWhoseNameMatchesRun() throws RegoException {
        var workspace = workspace("test_a if true\n\ntest_b if true\n");

        assertThat(toolchain.test(workspace, TestOptions.all().matching("_b$")).tests())
                .extracting(TestResult::name)
                .containsExactly("test_b");
        assertThat(catchThrowableOfType(
                                RegoException.class,
                                () -> toolchain.test(
                                        workspace, TestOptions.all().matching("(")))
                        .errors())
                .singleElement()
                .extracting(RegoError::message)
                .asString()
                .contains("missing closing )");
    }

    @Test
    void coverageTellsTheLinesThatWereNotReached() throws RegoException {
        var coverage =
                toolchain.test(workspace("""
                        test_a if _reached

                        _reached if true

                        _not_reached if {
                        	input.x
                        	input.y
                        }
                        """), TestOptions.all().withCoverage()).coverage();

        assertThat(coverage)
                .isEqualTo(new Coverage(new TreeMap<>(Map.of(
                        "p_test.rego",
                        new Coverage.FileCoverage(new TreeSet<>(Set.of(2, 4)), new TreeSet<>(Set.of(6, 7, 8)))))));
        assertThat(Objects.requireNonNull(coverage).percent()).isEqualTo(40.0);
    }

    @Test
    void testsReadTheDataFilesOfTheirFolder() throws RegoException {
        var files = Map.of(
                "p/p_test.rego", "package p_test\n\ntest_data if data.team.limit + data.top == 5\n",
                "p/team/data.json", "{\"limit\": 3}",
                "p/data.yaml", "top: 2\n");

        assertThat(toolchain.test(Workspace.of(files), TestOptions.all()).tests())
                .extracting(TestResult::status)
                .containsExactly(Status.PASS);
    }

    @Test
    void testsReadTheDefaultsOfParametersUnlessTheyReplaceThem() throws RegoException {
        var files = Map.of("own.rego", """
                # METADATA
                # custom:
                #   parameters:
                #     max: {type: number, default: 0.5}
                package modelspec.rules.team.own

                max := data.params.team.own.max
                """, "own_test.rego", """
                package own_test

                import data.modelspec.rules.team.own

                test_default if own.max == 0.5
                test_replaced if own.max == 7 with data.params.team.own.max as 7
                test_all if data.params == {"team": {"own": {"max": 0.5}, "other": {"list": ["a"]}}}
                """);
        var workspace = Workspace.of(files).withParameters("""
                {"team": {"other": {"list": {"type": "array", "default": ["a"]}}, "own": {"gone": {"default": 1}}}}""");

        assertThat(toolchain.test(workspace, TestOptions.all()).tests())
                .extracting(TestResult::name, TestResult::status)
                .containsExactly(
                        tuple("test_default", Status.PASS),
                        tuple("test_replaced", Status.PASS),
                        tuple("test_all", Status.PASS));
    }

    @Test
    void whatReplacesAParameterIsNotPutTogetherWithItsDefault() throws RegoException {
        var files = Map.of("own.rego", """
                # METADATA
                # custom:
                #   parameters:
                #     forms: {type: object, additionalProperties: {type: string}, default: {a: x}}
                #     max: {type: integer, default: 3}
                package modelspec.rules.team.own

                _params := data.params.team.own

                both := [_params.forms, _params.max]
                """, "other.rego", """
                # METADATA
                # custom:
                #   parameters:
                #     max: {type: integer, default: 5}
                #     min: {type: integer, default: 1}
                package modelspec.rules.team.other

                both := data.params.team.other
                """, "own_test.rego", """
                package own_test

                import data.modelspec.rules.team.other
                import data.modelspec.rules.team.own
                import data.params.team.own as params

                test_one if own.both == [{"b": "y"}, 3] with params.forms as {"b": "y"}
                test_two if own.both == [{}, 4] with params.forms as {} with params.max as 4
                test_part if own.both == [{"a": "x", "b": "y"}, 3] with params.forms.b as "y"
                test_nested if _emptied == [{}, 4] with params.max as 4
                test_whole if own.both == [{}, 1] with data.params.team as {"own": {"max": 1}} with params.forms as {}

                test_several if {
                	[own.both, other.both] == [[{}, 3], {"max": 7, "min": 1}]
                		with params.forms as {}
                		with data.params.team.other.max as 7
                }
                test_unknown if data.params.team.unknown.x == 1 with data.params.team.unknown.x as 1

                _emptied := both if both := own.both with params.forms as {}
                """);

        assertThat(toolchain.test(Workspace.of(files), TestOptions.all()).tests())
                .hasSize(7)
                .extracting(TestResult::status)
                .containsOnly(Status.PASS);
    }

    @Test
    void formattingIsThatOfOpa() throws RegoException {
        assertThat(toolchain.format(Map.of("a.rego", "package a\nallow if {   true }\n", "b.rego", "package   b")))
                .containsExactly(
                        Map.entry("a.rego", "package a\n\nallow := true\n"), Map.entry("b.rego", "package b\n"));
        assertThat(catchThrowableOfType(
                                RegoException.class,
                                () -> toolchain.format(Map.of("a.rego", "package }", "b.rego", "package {")))
                        .errors())
                .extracting(RegoError::file)
                .containsExactly("a.rego", "b.rego");
    }

    @Test
    void anExplanationTellsWhichExpressionDidNotHold() throws RegoException {
        var workspace = Workspace.of(Map.of("p.rego", """
                package rules.p

                report contains finding if {
                	days := input.days
                	days > _max
                	finding := {"days": days}
                }

                _max := data.max
                """));
        var explanation = toolchain.explain(
                workspace,
                List.of("rules", "p"),
                JSON.readTree("{\"days\": 3}"),
                JSON.readTree("{\"max\": 5}"),
                Duration.ofSeconds(5));

        assertThat(explanation.values()).isEqualTo(Map.of("_max", one("5"), "report", one("set()")));
        assertThat(explanation.definitions())
                .extracting(Explanation.Definition::name, Explanation.Definition::entered, Explanation.Definition::held)
                .containsExactly(tuple("report", 1, 0), tuple("_max", 1, 1));
        assertThat(explanation.definitions().get(0).steps())
                .extracting(Explanation.Step::row, Explanation.Step::reached, Explanation.Step::held)
                .containsExactly(tuple(4, true, true), tuple(5, true, false), tuple(6, false, false));
        assertThat(explanation.definitions().get(0).steps().get(0).reads()).isEqualTo(Map.of("input.days", one("3")));
        assertThat(explanation.definitions().get(0).steps().get(1).locals()).isEqualTo(Map.of("days", one("3")));
    }

    @Test
    void anExpressionFailsWhereAPartOfItIsUndefined() throws RegoException {
        var workspace = Workspace.of(Map.of("p.rego", """
                package rules.p

                report contains finding if {
                	days := input.days
                	startswith(input.labels[_label], "team-")
                	finding := {"days": days}
                }

                _label := "team"
                """));
        var explanation = toolchain.explain(
                workspace,
                List.of("rules", "p"),
                JSON.readTree("{\"days\": 3}"),
                JSON.createObjectNode(),
                Duration.ofSeconds(5));

        assertThat(explanation.definitions().get(0).steps())
                .extracting(Explanation.Step::row, Explanation.Step::reached, Explanation.Step::held)
                .containsExactly(tuple(4, true, true), tuple(5, true, false), tuple(6, false, false));
        assertThat(explanation.definitions().get(0).steps().get(1).locals()).isEqualTo(Map.of("days", one("3")));
    }

    @Test
    void whatOtherPackagesAndDataAnswerIsToldAsItIsWritten() throws RegoException {
        Explanation explanation =
                explain("""
                import data.lib

                report contains 1 if lib.yes
                report contains 2 if lib.no
                report contains 3 if data.lib.all == data.limits[input.region]
                report contains 4 if lib.f(input.region)
                """, Map.of("lib.rego", "package lib\n\nyes := true\n\nall contains 1\n\nf(x) := x\n"));

        assertThat(explanation.definitions())
                .extracting(definition -> definition.steps().get(0).reads())
                .containsExactly(
                        new TreeMap<>(Map.of("lib.yes", one("true"))),
                        undefined("lib.no"),
                        new TreeMap<>(Map.of(
                                "data.lib.all", one("{1}"),
                                "data.limits[input.region]", one("3"),
                                "input.region", one("\"eu\""))),
                        new TreeMap<>(Map.of("input.region", one("\"eu\""))));
    }

    @Test
    void whatHasNoBodyHoldsWhereItIsUsed() throws RegoException {
        Explanation explanation = explain("""
                report contains _f("a")
                report contains _limit if _fallback

                default _limit := 0.01
                _limit := data.limits[input.region]

                default _fallback := true
                _f(x) := {"x": x}
                """, Map.of());

        assertThat(explanation.definitions())
                .extracting(
                        Explanation.Definition::name,
                        Explanation.Definition::held,
                        definition -> definition.steps().get(0).text(),
                        definition -> definition.steps().get(0).reached(),
                        definition -> definition.steps().get(0).held())
                .containsExactly(
                        tuple("report", 1, "_f(\"a\")", true, true),
                        tuple("report", 1, "_fallback", true, true),
                        tuple("_limit", 0, "0.01", false, false),
                        tuple("_limit", 1, "data.limits[input.region]", true, true),
                        tuple("_fallback", 1, "true", true, true),
                        tuple("_f", 1, "{\"x\": x}", true, true));
    }

    private static Explanation explain(String rego, Map<String, String> others) throws RegoException {
        var files = new TreeMap<>(others);
        files.put("p.rego", "package rules.p\n\n" + rego);
        return toolchain.explain(
                Workspace.of(files),
                List.of("rules", "p"),
                JSON.readTree("{\"region\": \"eu\"}"),
                JSON.readTree("{\"limits\": {\"eu\": 3}}"),
                Duration.ofSeconds(5));
    }

    private static SortedMap<String, RegoValue> undefined(String name) {
        var reads = new TreeMap<String, RegoValue>();
        reads.put(name, null);
        return reads;
    }

    private static RegoValue one(String line) {
        return new RegoValue(line, line);
    }

    private static TestFailure failureOf(String rego) throws RegoException {
        return Objects.requireNonNull(test(rego).tests().stream()
                .filter(test -> test.status() == Status.FAIL)
                .findFirst()
                .orElseThrow()
                .failure());
    }

    private static TestReport test(String rego) throws RegoException {
        return toolchain.test(workspace(rego), TestOptions.all());
    }

    private static Workspace workspace(String rego) {
        return Workspace.of(Map.of("p_test.rego", "package p_test\n" + rego));
    }
}
