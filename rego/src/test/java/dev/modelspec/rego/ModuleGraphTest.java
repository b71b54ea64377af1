package dev.modelspec.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleGraphTest {
    private static final Map<String, String> FILES = Map.of(
            "result.rego", "package modelspec.lib.result\n\nfail(x) := x\n",
            "dates.rego", "package modelspec.lib.dates\n\nimport data.modelspec.lib.result\n",
            "a.rego",
                    "package modelspec.rules.x[\"a-a\"]\n\nreport contains result.fail(1)\nimport data.modelspec.lib.result\n",
            "a_test.rego", "package modelspec.rules.x[\"a-a_test\"]\n\nimport data.modelspec.rules.x[\"a-a\"] as a\n",
            "b.rego",
                    "package modelspec.rules.x.b\n\nr := $\"text data.modelspec {data.modelspec.lib.dates.x} data\"\n",
            "b_more.rego", "package modelspec.rules.x.b\n\nimport data.modelspec.rules.x[\"a-a\"]\n",
            "all.rego", "package modelspec.main\n\nr contains data.modelspec.rules[_][_].report\n",
            "every.rego", "package modelspec.every\n\nr contains x if some x in data\n",
            "none.rego",
                    "package none # data.modelspec\n\n# data\nr := \"data \\\" data\" if input.data\n\ns := `data`\n");

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
    void aModuleNeedsWhatItImportsAndWhatThatImports() {
        assertThat(closure("a_test.rego")).containsExactly("a.rego", "a_test.rego", "result.rego");
        assertThat(closure("dates.rego")).containsExactly("dates.rego", "result.rego");
    }

    @Test
    void filesOfOnePackageNeedEachOther() {
        assertThat(closure("b.rego")).containsExactly("a.rego", "b.rego", "b_more.rego", "dates.rego", "result.rego");
    }

    @Test
    void aReferenceToTheBeginningOfAPackageNeedsAllThatBeginSo() {
        assertThat(closure("all.rego"))
                .containsExactly(
                        "a.rego", "a_test.rego", "all.rego", "b.rego", "b_more.rego", "dates.rego", "result.rego");
    }

    @Test
    void whoReadsAParameterNeedsTheMetadataThatHaveItsDefault() {
        var files = Map.of(
                "a.rego", "package modelspec.rules.x.a\n\nr := 1\n",
                "b.rego", "package modelspec.rules.x.b\n\nr := data.params.x.a.limit\n",
                "c.rego", "package modelspec.rules.x.c\n\nr if input.x with data.params as {}\n");

        assertThat(closure(files, "b.rego")).containsExactly("a.rego", "b.rego");
        assertThat(closure(files, "c.rego")).containsExactly("c.rego");
    }

    @Test
    void allOfDataNeedsEverything() {
        assertThat(closure("every.rego")).hasSize(9);
    }

    @Test
    void whatIsNoCodeNeedsNothing() {
        assertThat(closure("none.rego")).containsExactly("none.rego");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x := data.lib[ \"b c\" ].y",
                "x := data[\n\t\"lib\"\n][`b c`].y",
                "x := data.lib[# why\n\t\"b c\"].y",
                "x := data.lib[\"b\\u0020c\"].y",
                "x := data.lib[name].y if some name in [\"b c\"]",
                "import data.lib as l\n\nx := l[\"b c\"].y",
                "x := $`a block begins with \\{` if data.lib[\"b c\"].y",
                "x := $`{data.lib[\"b c\"].y} \\{`",
                "x := $\"\\{ {data.lib[\"b c\"].y}\"",
                "x := 1 if input with data.lib[\"b c\"].y as 2",
                "x := [1 | data.lib[\"b c\"].y]",
                "x := walk(data)",
            })
    void aReferenceIsReadHoweverItIsWritten(String rule) {
        var files = Map.of(
                "lib.rego", "package lib[\"b c\"]\n\ny := 1\n",
                "other.rego", "package other\n\nx := 1\n",
                "user.rego", "package user\n\n" + rule + "\n",
                "data.json", "{}");

        SortedSet<String> needs = closure(files, "user.rego");
        assertThat(needs).contains("lib.rego", "user.rego", "data.json");
        if (!rule.contains("walk")) {
            assertThat(needs).doesNotContain("other.rego");
        }
    }

    @Test
    void whatIsAboveAndBelowAPackageMayChangeIt() {
        var files = Map.of(
                "a.rego", "package a\n\nx := 1\n",
                "a_b.rego", "package a.b\n\ny := 1\n",
                "a_c.rego", "package # why\n  a[\n\"c\"]\n\ny := 1\n");

        assertThat(closure(files, "a.rego")).containsExactly("a.rego", "a_b.rego", "a_c.rego");
        assertThat(closure(files, "a_b.rego")).contains("a.rego");
    }

    private static SortedSet<String> closure(String file) {
        return closure(FILES, file);
    }

    private static SortedSet<String> closure(Map<String, String> files, String file) {
        try (RegoSession session =
                toolchain.open(Workspace.of(files), List.of()).join()) {
            return new ModuleGraph(files.keySet(), session.modules()).closure(file);
        }
    }
}
