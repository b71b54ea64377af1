package dev.modelspec.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

class ModuleGraphTest {
    private static final ModuleGraph GRAPH = ModuleGraph.of(Map.of(
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
                    "package none # data.modelspec\n\n# data\nr := \"data \\\" data\" if input.data\n\ns := `data`\n"));

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
    void allOfDataNeedsEverything() {
        assertThat(closure("every.rego")).hasSize(9);
    }

    @Test
    void whatIsNoCodeNeedsNothing() {
        assertThat(closure("none.rego")).containsExactly("none.rego");
    }

    @Test
    void packagesAreReadAsOpaNamesThem() {
        assertThat(GRAPH.packageOf("a.rego")).containsExactly("modelspec", "rules", "x", "a-a");
        assertThat(ModuleGraph.of(Map.of("x.rego", "pakage x\n")).packageOf("x.rego"))
                .isEmpty();
    }

    @Test
    void aPackageIsReadHoweverItIsWritten() {
        var packages = Map.of(
                "package a.b\n", "a.b",
                "# package x\n\n # y\npackage # z\n\ta[\"b c\"].d\n", "a[\"b c\"].d",
                "package a[\n\"b\"\n]", "a[\n\"b\"\n]",
                "package a[`b`]", "a[`b`]");
        packages.forEach(
                (rego, text) -> assertThat(ModuleGraph.packageText(rego)).isEqualTo(text));
        assertThat(ModuleGraph.of(Map.of("x.rego", "package a[ \"b c\" ].d\n")).packageOf("x.rego"))
                .containsExactly("a", "b c", "d");
        for (String unknown :
                List.of("", "#", "x := 1\npackage a\n", "package a[\"b\\\"c\"]\n", "package a[# x\n\"b\"]\n")) {
            assertThat(ModuleGraph.packageText(unknown)).isEmpty();
        }
    }

    @Test
    void whatIsNotKnownForCertainIsTakenForMore() {
        ModuleGraph graph = ModuleGraph.of(Map.of(
                "spaces.rego", "package lib[\"b c\"]\n",
                "escapes.rego", "package lib[\"b\\tc\"]\n",
                "user.rego", "package user\n\nx := data.lib[\"b c\"].y\n",
                "escaping.rego", "package escaping\n\nx := data.lib[\"b\\u0020c\"].y\n",
                "data.yaml", "package user: 1\n"));

        assertThat(graph.closure(List.of("user.rego")))
                .containsExactly("data.yaml", "escapes.rego", "spaces.rego", "user.rego");
        assertThat(graph.closure(List.of("escaping.rego")))
                .containsExactly("data.yaml", "escapes.rego", "escaping.rego", "spaces.rego");
    }

    private static SortedSet<String> closure(String file) {
        return GRAPH.closure(List.of(file));
    }
}
