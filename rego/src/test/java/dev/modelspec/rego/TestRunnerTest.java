package dev.modelspec.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestRunnerTest {
    private static final Map<String, String> FILES = Map.of(
            "lib.rego", "package lib\n\nnumber := 1\n",
            "a.rego", "package a\n\nnumber := data.lib.number\n",
            "a_test.rego", "package a_test\n\ntest_a if data.a.number == 1\n",
            "b.rego", "package b\n\nnumber := 2\n",
            "b_test.rego", "package b_test\n\ntest_b if data.b.number == 2\n",
            "untested.rego", "package untested\n\nnumber := 3\n");

    private static final int MANY = 20;

    private static RegoToolchain toolchain;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        toolchain = new RegoToolchain();
    }

    @AfterAll
    static void stop() {
        toolchain.close();
    }

    @Test
    void whatPassedIsNotRunAgain() throws RegoException {
        assertThat(run(FILES)).isEqualTo("a_test PASS, b_test PASS, 0 reused");
        assertThat(run(FILES)).isEqualTo("a_test PASS, b_test PASS, 2 reused");
    }

    @Test
    void whatIsAsItWasBeforeTheLastChangeIsNotRunAgain() throws RegoException, IOException {
        run(FILES);
        run(with("lib.rego", "package lib\n\nnumber := 1 + 0\n"));

        assertThat(run(FILES)).isEqualTo("a_test PASS, b_test PASS, 2 reused");
        long kept = Files.size(cacheFile());
        for (int i = 0; i < 5; i++) {
            run(with("lib.rego", "package lib\n\nnumber := 1 + 0 + 0\n"));
            run(FILES);
        }
        assertThat(Files.size(cacheFile())).as("no more is kept").isLessThan(kept + kept / 4);
    }

    private Path cacheFile() {
        return folder.resolve("passed.json");
    }

    @Test
    void whatRefersToAChangeRunsAgain() throws RegoException {
        run(FILES);

        assertThat(run(with("lib.rego", "package lib\n\nnumber := 7\n")))
                .isEqualTo("a_test FAIL, b_test PASS, 1 reused");
        assertThat(run(with("b_test.rego", "package b_test\n\ntest_b if data.b.number == 3\n")))
                .isEqualTo("a_test PASS, b_test FAIL, 1 reused");
    }

    @Test
    void whatIsNewOrGoneOrElsewhereIsAChange() throws RegoException {
        Map<String, String> more = with("a_more.rego", "package a\n\nother := 1\n");
        Map<String, String> elsewhere = with("lib.rego", "package libs\n\nnumber := 1\n");
        elsewhere.put("lib2.rego", "package lib\n\nnumber := 2\n");
        Map<String, String> here = with("lib.rego", "package lib\n\nother := 1\n");
        here.put("lib2.rego", "package lib\n\nnumber := 2\n");
        var gone = new TreeMap<>(here);
        gone.remove("lib2.rego");

        run(FILES);
        assertThat(run(more)).isEqualTo("a_test PASS, b_test PASS, 1 reused");
        assertThat(run(elsewhere)).isEqualTo("a_test FAIL, b_test PASS, 0 reused");
        assertThat(run(FILES)).isEqualTo("a_test PASS, b_test PASS, 0 reused");
        assertThat(run(here)).isEqualTo("a_test FAIL, b_test PASS, 1 reused");
        assertThat(run(gone)).isEqualTo("a_test FAIL, b_test PASS, 0 reused");
    }

    @Test
    void whatMovesToAnotherPackageIsMissedWhereItWas() throws RegoException {
        // Nothing that stays refers to where it is now.
        Map<String, String> defaults = with("a.rego", "package a\n\nnumber := object.get(data.lib, \"number\", 1)\n");
        defaults.put("lib2.rego", "package lib\n\nother := 1\n");
        run(defaults);

        defaults.put("lib.rego", "package unknown\n\nnumber := 1\n");
        assertThat(run(defaults)).isEqualTo("a_test PASS, b_test PASS, 0 reused");
        defaults.put("lib.rego", "# One.\n\npackage # the library\n  lib\n\nnumber := 3\n");
        assertThat(run(defaults)).isEqualTo("a_test FAIL, b_test PASS, 1 reused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test_a if data.a[ \"number\" ] == 1",
                "test_a if data[# why\n\t\"a\"].number == 1",
                "_opening := $`a block begins with \\{`\n\ntest_a if data.a.number == 1",
                "test_a if not data.a.number == 7",
            })
    void whatIsReferredToInAnUnusualWayIsAChange(String test) throws RegoException {
        Map<String, String> unusual = with("a_test.rego", "package a_test\n\n" + test + "\n");
        run(unusual);

        unusual.put("lib.rego", "package lib\n\nnumber := 7\n");
        assertThat(run(unusual)).isEqualTo("a_test FAIL, b_test PASS, 1 reused");
        assertThat(run(unusual)).isEqualTo("a_test FAIL, b_test PASS, 1 reused");
    }

    @Test
    void metadataOfThePackageAboveAreAChange() throws RegoException {
        String above = "# METADATA\n# scope: subpackages\n# custom: {bad: false}\npackage org\n";
        Map<String, String> chain = with("org.rego", above);
        chain.put(
                "a_test.rego",
                "package org.a_test\n\ntest_a if {\n\tevery m in rego.metadata.chain() { not m.annotations.custom.bad }\n}\n");
        assertThat(run(chain)).contains("org.a_test PASS");

        chain.put("org.rego", above.replace("false", "true"));
        assertThat(run(chain)).contains("org.a_test FAIL");
        assertThat(run(chain)).contains("org.a_test FAIL");
    }

    @Test
    void aPackageThatConflictsWithARuleIsAnErrorWhereNoTestLooks() throws RegoException {
        run(FILES);

        assertThatThrownBy(() -> run(with("more.rego", "package untested.number\n\nx := 1\n")))
                .isInstanceOf(RegoException.class)
                .hasMessageContaining("conflicts with rule");
    }

    @Test
    void whatTestsPrintIsToldWhateverIsRefused() throws RegoException {
        var printing = Workspace.of(
                        Map.of(
                                "p_test.rego",
                                "package p_test\n\ntest_p if print(\"hello\")\n\ntest_q if {\n\tprint(\"hello\")\n\t1 == 2\n}\n"))
                .without(Set.of("internal.print"));

        TestReport report = new TestRunner(toolchain, new TestCache(cacheFile()), modules -> List.of())
                .run(printing, TestOptions.all());
        assertThat(report.tests()).extracting(TestResult::output).containsExactly("hello\n", "hello\n");
    }

    @Test
    void otherOptionsAreAChange() throws RegoException {
        run(FILES);

        TestReport report = new TestRunner(toolchain, new TestCache(cacheFile()), modules -> List.of())
                .run(Workspace.of(FILES).strictly(), TestOptions.all());
        assertThat(report.reused()).isZero();
    }

    @Test
    void whatFailedRunsAgain() throws RegoException {
        Map<String, String> broken = with("a.rego", "package a\n\nnumber := 5\n");

        assertThat(run(broken)).isEqualTo("a_test FAIL, b_test PASS, 0 reused");
        assertThat(run(broken)).isEqualTo("a_test FAIL, b_test PASS, 1 reused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"time.now_ns()", "time[\"now_ns\"]()", "time[`now_ns`]()"})
    void whatDependsOnTheTimeRunsAgain(String time) throws RegoException {
        Map<String, String> now = with("b.rego", "package b\n\nnumber := 2 if " + time + " > 0\n");

        run(now);
        assertThat(run(now)).isEqualTo("a_test PASS, b_test PASS, 1 reused");
    }

    @Test
    void anErrorWhereNoTestLooksIsAnError() throws RegoException {
        run(FILES);

        assertThatThrownBy(() -> run(with("untested.rego", "package untested\n\nnumber := undefined_function(3)\n")))
                .isInstanceOf(RegoException.class)
                .hasMessageContaining("undefined function undefined_function");
    }

    @Test
    void testsThatNeedTheSameFilesAreToldApart() throws RegoException {
        Map<String, String> circle = with("a_test.rego", "package a_test\n\ntest_a if data.b_test.x == 1\n");
        circle.put("b_test.rego", "package b_test\n\nx := 1\n\ntest_b if data.a_test.y == 2\n");
        circle.put("a_test.rego", circle.get("a_test.rego") + "\ny := 2\n");

        assertThat(run(circle)).isEqualTo("a_test PASS, b_test PASS, 0 reused");
        assertThat(run(circle)).isEqualTo("a_test PASS, b_test PASS, 2 reused");
    }

    @Test
    void aTestWhoseNameIsPartOfAReferenceCounts() throws RegoException {
        assertThat(run(Map.of("g_test.rego", "package g_test\n\ngroup.test_g if 1 == 2\n")))
                .isEqualTo("g_test FAIL, 0 reused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"Rego tests\": [{\"value\": []}, {}, 1]}", "{\"Rego tests\": 1}"})
    void aBrokenCacheIsNoCache(String broken) throws RegoException, IOException {
        run(FILES);
        Files.writeString(cacheFile(), broken);

        assertThat(run(FILES)).isEqualTo("a_test PASS, b_test PASS, 0 reused");
    }

    @Test
    void manyFilesAreToldAsOne() throws RegoException {
        Map<String, String> many = many("test_it if data.lib.number == 1");
        many.put("t00_test.rego", "package t00_test\n\ntest_it if data.t01_test.test_it == data.t02_test.test_it\n");

        TestReport report = report(many);
        assertThat(report.tests()).hasSize(MANY).allMatch(test -> test.status() == TestResult.Status.PASS);
        assertThat(report.tests()).extracting(TestResult::file).isSorted().doesNotHaveDuplicates();
        assertThat(report(many).reused()).isEqualTo(MANY);
    }

    @Test
    void whatIsWrongInSeveralFilesIsToldInOrder() {
        Map<String, String> many = many("test_it if data.lib.number == 1");
        for (String file : List.of("t03_test", "t00_test")) {
            many.put(file + ".rego", "package " + file + "\n\ntest_it if nobody\n");
        }
        assertThat(filesWithErrors(many)).containsExactly("t00_test.rego", "t03_test.rego");
    }

    @Test
    void whatIsWrongForAllIsToldOnce() {
        Map<String, String> many = many("test_it if data.lib.number == 1");
        many.put("lib.rego", "package lib\n\nnumber := nobody\n");
        assertThat(filesWithErrors(many)).containsExactly("lib.rego");
    }

    @Test
    void whatDoesNotCompileIsToldBeforeWhatIsWrongBesides() {
        var other = new RegoError("other", "nobody likes it", "lib.rego", 1, 1);
        var strict = new TestRunner(toolchain, new TestCache(cacheFile()), modules -> List.of(other));
        Map<String, String> broken = new TreeMap<>(FILES);
        broken.put("lib.rego", "package lib\n\nnumber := nobody\n");

        assertThatThrownBy(() -> strict.run(Workspace.of(FILES), TestOptions.all()))
                .isInstanceOf(RegoException.class)
                .hasMessageContaining("nobody likes it");
        assertThatThrownBy(() -> strict.run(Workspace.of(broken), TestOptions.all()))
                .isInstanceOf(RegoException.class)
                .hasMessageContaining("unsafe")
                .hasMessageNotContaining("nobody likes it");
    }

    private List<String> filesWithErrors(Map<String, String> files) {
        try {
            throw new AssertionError("passed: " + report(files));
        } catch (RegoException wrong) {
            return wrong.errors().stream().map(RegoError::file).toList();
        }
    }

    private static Map<String, String> many(String test) {
        var files = new TreeMap<String, String>();
        files.put("lib.rego", "package lib\n\nnumber := 1\n");
        for (int i = 0; i < MANY; i++) {
            String name = "t%02d_test".formatted(i);
            files.put(name + ".rego", "package " + name + "\n\n" + test + "\n");
        }
        return files;
    }

    @Test
    void coverageIsThatOfAllTests() throws RegoException {
        run(FILES);

        var report = new TestRunner(toolchain, new TestCache(cacheFile()), modules -> List.of())
                .run(Workspace.of(FILES), TestOptions.all().withCoverage());
        assertThat(report.reused()).isZero();
        assertThat(report.coverage()).isNotNull();
    }

    private TestReport report(Map<String, String> files) throws RegoException {
        var cache = new TestCache(cacheFile());
        try {
            return new TestRunner(toolchain, cache, modules -> List.of()).run(Workspace.of(files), TestOptions.all());
        } finally {
            cache.save();
        }
    }

    private String run(Map<String, String> files) throws RegoException {
        TestReport report = report(files);
        List<String> tests = report.tests().stream()
                .map(test -> test.packageName().substring("data.".length()) + " " + test.status())
                .toList();
        return String.join(", ", tests) + ", " + report.reused() + " reused";
    }

    private static Map<String, String> with(String file, String rego) {
        var files = new TreeMap<>(FILES);
        files.put(file, rego);
        return files;
    }
}
