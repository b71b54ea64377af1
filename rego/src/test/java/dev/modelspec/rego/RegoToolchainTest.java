package dev.modelspec.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RegoToolchainTest {
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
    void checkTellsWhatTheModulesDeclare() throws RegoException {
        var modules = toolchain
                .check(Workspace.of(Map.of("b.rego", """
                # METADATA
                # title: Second
                # scope: package
                # custom:
                #   severity: high
                package a["b-c"]

                report contains 1
                report contains 2
                """, "a.rego", "package a\nallow := true\n")))
                .modules();

        JsonNode metadata = JSON.readTree("""
                {"custom": {"severity": "high"}, "scope": "package", "title": "Second"}""");
        assertThat(modules)
                .containsExactly(
                        new RegoModule(
                                "a.rego",
                                List.of("a"),
                                1,
                                null,
                                List.of(new RegoModule.Rule("allow", List.of("allow"), 2, false)),
                                List.of(List.of("a")),
                                List.of(),
                                List.of()),
                        new RegoModule(
                                "b.rego",
                                List.of("a", "b-c"),
                                6,
                                metadata,
                                List.of(
                                        new RegoModule.Rule("report", List.of("report"), 8, true),
                                        new RegoModule.Rule("report", List.of("report"), 9, true)),
                                List.of(List.of("a", "b-c")),
                                List.of(),
                                List.of()));
    }

    @Test
    void whatFindingsAreMadeOfIsTold() throws RegoException {
        var checked = toolchain.check(Workspace.of(Map.of("a.rego", """
                package a

                report contains _fail({"message": "m", "path": ["a", input.b]}) if input.c
                report contains found if found := _fail({"message": sprintf("%s", [input.m])})
                report contains _fail(object.union({}, input.x))
                report contains _fail({input.name: 1})

                _fail(details) := details
                """)));

        assertThat(checked.modules().get(0).findings())
                .containsExactlyInAnyOrder(
                        new RegoModule.Details(3, new TreeMap<>(Map.of("message", "string", "path", "array"))),
                        new RegoModule.Details(4, new TreeMap<>(Map.of("message", "call"))));
    }

    @Test
    void whatIsReadOfDataIsTold() throws RegoException {
        assertThat(uses("""
                import data.params.team as ours

                b := data.params.team.label.name
                c := ours.label[input.x]
                d := data.params[input.x].label
                e := [1 | data.params.team["label"].on with input as {}]
                f := object.get(ours, ["label", "off"], 0) + object.get(data.params, "x", data.y)
                """))
                .containsExactlyInAnyOrder(
                        "3:8 params.team",
                        "5:6 params.team.label.name",
                        "6:6 params.team.label",
                        "7:6 params",
                        "8:11 params.team.label.on alone",
                        "9:17 params.team.label.off",
                        "9:57 params.x",
                        "9:57 params",
                        "9:75 y");
    }

    @Test
    void whatIsReadByAnotherNameIsToldAsWhatItIs() throws RegoException {
        assertThat(uses("""
                _all := data.a
                _some := _all["b-c"]
                _twice := data.d
                _twice := data.d
                _fallback := data.e
                _fallback := 1 if input.x

                x := _some.x
                y := _twice.y
                z := _fallback.z if { p := _some.p; q := p.q[input.r]; q > 1 }
                n(_all) := _all.n
                """))
                .containsExactlyInAnyOrder(
                        "3:9 a",
                        "4:10 a.b-c",
                        "5:11 d",
                        "6:11 d",
                        "7:14 e",
                        "10:6 a.b-c.x",
                        "12:28 a.b-c.p",
                        "12:42 a.b-c.p.q");
    }

    @Test
    void whatIsReplacedIsNotReadAndWhatReplacesItIs() throws RegoException {
        assertThat(uses("""
                x if data.a.b with data.a as data.d
                y if data.a.b with data.a.b.c as 1
                z if { data.a.b; not data.c }
                """))
                .containsExactlyInAnyOrder("3:20 a target", "3:30 d", "4:20 a.b.c target", "5:8 a.b alone", "5:22 c");
    }

    private static List<String> uses(String rego) throws RegoException {
        return toolchain.check(Workspace.of(Map.of("a.rego", "package p\n\n" + rego))).modules().get(0).uses().stream()
                .map(use -> use.row() + ":" + use.column() + " " + String.join(".", use.path())
                        + (use.target() ? " target" : "") + (use.alone() ? " alone" : ""))
                .toList();
    }

    @Test
    void aPackageOfALibraryIsNotForOthers() {
        var workspace = Workspace.of(Map.of("own.rego", "# One.\npackage lib.one\n", "lib.rego", "package lib.one\n"))
                .withLibraries(Map.of("lib.rego", List.of("lib", "one")));

        assertThat(errorsOf(workspace))
                .containsExactly(new RegoError(
                        "modelspec_rule_error", "package lib.one is built in: choose another", "own.rego", 2, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "p/data.json,'{\"a\": {\"b\": 1},\n\"a\": 2}',2,'the name `a` is there twice'",
        "p/data.json,'{\"a\": [{\"b\": 1,\n\"b\": 2}]}',2,'the name `b` is there twice'",
        "p/data.yaml,'a: 1\nb: 2\na: 3',3,'the name `a` is there twice'",
        "p/data.yaml,'a: 1\n---\nb: 2',0,'it has several documents, of which OPA reads the first'",
        "p/data.json,'',0,'it is empty: data are an object, such as {}'",
        "p/data.json,'{\n\"a\": 1,\n}',3,'it is no JSON: invalid character ''}'' looking for beginning of object key string'",
        "p/data.json,'[1]',1,'it is no object: data have names at the top, by which rules read them'",
        "p/data.yaml,'a: 1\n- b',2,'it is no YAML: did not find expected key'",
        "p/data.yaml,'a',1,'it is no object: data have names at the top, by which rules read them'"
    })
    void dataThatCannotBeReadIsToldWithItsPlace(String file, String text, int row, String message) {
        var workspace = Workspace.of(Map.of("p/a.rego", "package a\n", file, text.replace("\\n", "\n")));

        assertThat(errorsOf(workspace))
                .containsExactly(new RegoError("modelspec_data_error", message, file, row, Math.min(row, 1)));
    }

    @Test
    void dataThatIsNestedTooDeepIsToldWithItsPlace() throws RegoException {
        String deep = "[".repeat(400) + "]".repeat(400);

        assertThat(errorsOf(Workspace.of(Map.of("p/a.rego", "package a\n", "p/data.json", "{\"a\": " + deep + "}"))))
                .containsExactly(
                        new RegoError("modelspec_data_error", "it is nested more than 400 deep", "p/data.json", 0, 0));
        assertThat(toolchain
                        .check(Workspace.of(Map.of(
                                "p/a.rego", "package a\n", "p/data.json", "{\"a\": " + deep.substring(2, 798) + "}")))
                        .data()
                        .has("a"))
                .isTrue();
    }

    @Test
    @Tag("slow")
    void withoutMemoryItSaysSoAndStartsAgain() throws RegoException {
        var greedy = Workspace.of(Map.of("a_test.rego", """
                package a_test

                test_greedy if count(numbers.range(1, 100000000)) > 0
                """));
        var options = TestOptions.all().within(Duration.ofMinutes(5));

        assertThatThrownBy(() -> toolchain.test(greedy, options))
                .isInstanceOf(ToolchainException.class)
                .hasMessageStartingWith("test: OPA ran out of memory, of which it has 1 GiB")
                .hasMessageContaining("divide the policies");

        assertThat(toolchain
                        .check(Workspace.of(Map.of("a.rego", "package a\n")))
                        .modules())
                .hasSize(1);
    }

    @Test
    void syntaxErrorsOfAllFilesHaveTheirPlace() {
        assertThat(errorsOf(Workspace.of(
                        Map.of("a.rego", "package a\n\nallow if }\n", "b.rego", "package b\nallow if }\n"))))
                .extracting(RegoError::file, RegoError::row, RegoError::code)
                .containsExactly(tuple("a.rego", 3, "rego_parse_error"), tuple("b.rego", 2, "rego_parse_error"));
    }

    @Test
    void aMisspeltFieldOfTheInputDoesNotCompile() {
        String schema = """
                {"type": "object", "properties": {"spec": {"type": "object", "properties": {"governance": {"type": "object"}},
                "additionalProperties": false}}, "additionalProperties": false}""";
        var workspace = Workspace.of(Map.of("a.rego", "package a\n\nallow if input.spec.goverance\n"))
                .withInputSchema(schema);

        assertThat(errorsOf(workspace))
                .singleElement()
                .satisfies(error -> assertThat(error)
                        .returns("rego_type_error", RegoError::code)
                        .returns("a.rego", RegoError::file)
                        .returns(3, RegoError::row)
                        .returns(10, RegoError::column))
                .satisfies(error -> assertThat(error.message()).contains("input.spec.goverance", "governance"));
    }

    @Test
    void aBuiltinThatIsNotOfferedIsRefusedByNameAndLine() {
        var workspace = Workspace.of(Map.of("a.rego", "package a\n\nx := http.send({})\n"))
                .without(Set.of("http.send"));

        assertThat(errorsOf(workspace))
                .containsExactly(new RegoError("rego_type_error", "undefined function http.send", "a.rego", 3, 6));
    }

    @Test
    void strictModeRefusesAnUnusedImport() {
        var workspace = Workspace.of(Map.of("a.rego", "package a\n\nimport data.b\n\nx := 1\n"));

        assertThat(errorsOf(workspace.strictly()))
                .containsExactly(new RegoError("rego_compile_error", "import data.b unused", "a.rego", 3, 1));
    }

    @Test
    void compileBundlesWasmDataAndManifest() throws RegoException {
        var files = Map.of(
                "p/a.rego", "package a\n\nallow if input.x == data.limits.max\n", "p/limits/data.json", "{\"max\": 3}");

        var bundle = toolchain.compile(Workspace.of(files), List.of("p"), List.of("a/allow"));

        assertThat(bundle.wasm()).startsWith(0x00, 'a', 's', 'm');
        assertThat(bundle.data()).isEqualTo(JSON.readTree("{\"limits\": {\"max\": 3}}"));
        assertThat(bundle.manifest().path("wasm"))
                .isEqualTo(JSON.readTree("[{\"entrypoint\": \"a/allow\", \"module\": \"/policy.wasm\"}]"));
        assertThat(bundle.modules()).extracting(RegoModule::file).containsExactly("p/a.rego");
    }

    @Test
    void anUnknownEntrypointIsTheAuthorsError() {
        var workspace = Workspace.of(Map.of("a.rego", "package a\n\nx := 1\n"));

        assertThatThrownBy(() -> toolchain.compile(workspace, List.of("a.rego"), List.of("b/report")))
                .isInstanceOf(RegoException.class)
                .hasMessageContaining("b/report");
    }

    @Test
    void aDeeplyNestedTermIsAnErrorAndTheNextCallIsAnswered() throws RegoException {
        var deep = "package a\n\nx := " + "[".repeat(60_000) + "]".repeat(60_000) + "\n";

        assertThat(errorsOf(Workspace.of(Map.of("a.rego", deep))))
                .first()
                .satisfies(error -> assertThat(error.message()).isEqualTo("max parsing recursion depth exceeded"));
        assertThat(toolchain.check(Workspace.of(Map.of("a.rego", "package a"))).modules())
                .hasSize(1);
    }

    @Test
    void theVersionIsThatOfTheBuild() {
        assertThat(toolchain.opaVersion()).isEqualTo(System.getProperty("opa.version"));
    }

    private static List<RegoError> errorsOf(Workspace workspace) {
        return catchThrowableOfType(RegoException.class, () -> toolchain.check(workspace))
                .errors();
    }
}
