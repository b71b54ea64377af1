package dev.modelspec.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.GovernanceException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CustomPoliciesTest extends WithOwnRules {
    @Test
    void aRuleOfOnesOwnIsAddedToTheBuiltInOnes() throws IOException {
        rules.write(
                "naming/prefix.rego",
                OwnRules.rule(
                        "naming",
                        "prefix",
                        """
                report contains finding if {
                \tnot startswith(input.metadata.name, data.params.naming.prefix.start)
                \tfinding := result.fail(rego.metadata.chain(), {"path": ["metadata", "name"], "message": "wrong start"})
                }
                """,
                        "  parameters: {start: {type: string, default: team-, description: What names start with.}}"));
        rules.write("naming/prefix_test.rego", "package no.matter\n\nthis is not even Rego");

        var bundle = new CustomPolicies(toolchain, null).compile(folder);

        assertThat(bundle.catalog().rule("privacy/pii-declared")).isPresent();
        assertThat(OwnRules.evaluate(bundle))
                .filteredOn(finding -> finding.rule().category().equals("naming"))
                .containsExactly(new PolicyFinding(
                        bundle.catalog().rule("naming/prefix").orElseThrow(),
                        List.of("metadata", "name"),
                        "wrong start",
                        null,
                        null));
    }

    @Test
    void hostBuiltinsAnswerAndTheTimeIsTheClocks() throws IOException {
        rules.write("a.rego", OwnRules.rule("time", "noon", """
                report contains finding if {
                \tmessage := sprintf("%s is %d, %s", [input.metadata.name, time.now_ns(), crypto.sha256("ü")])
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": message})
                }
                """, ""));

        assertThat(OwnRules.evaluate(new CustomPolicies(toolchain, null).compile(folder)))
                .extracting(PolicyFinding::message)
                .contains("chat is 1795521600000000000,"
                        + " 607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f");
    }

    @Test
    void regoThatDoesNotCompileIsShownWithItsPlace() throws IOException {
        rules.write("bad/broken.rego", "package modelspec.rules.bad.broken\n\nreport contains 1 if {\n");

        assertThatThrownBy(() -> new CustomPolicies(toolchain, null).compile(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(folder.resolve("bad/broken.rego") + ":4:0: ")
                .hasMessageContaining("rego_parse_error");
    }

    @Test
    void moreRulesThanCompileInGoodTimeAreRefusedAtOnce() {
        var files = new TreeMap<String, byte[]>();
        for (int i = 0; i < 10_000; i++) {
            files.put("many/rule-" + i + ".rego", new byte[0]);
        }

        assertThatThrownBy(() -> PolicySources.of("acme.tar.gz", files))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "The policies in acme.tar.gz cannot be used: they are 10000 files of Rego besides tests, and 3000 are the"
                                + " most that OPA compiles in good time; rules that differ in a value only can be one rule with parameters"
                                + " or data");
    }

    @Test
    void aMisspeltFieldOfTheSpecDoesNotCompile() throws IOException {
        rules.write("a.rego", OwnRules.rule("bad", "misspelt", """
                report contains finding if {
                \tnot input.spec.goverance
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": "no"})
                }
                """, ""));

        assertThatThrownBy(() -> new CustomPolicies(toolchain, null).compile(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("input.spec.goverance");
    }

    @Test
    void aBuiltinThatIsNotOfferedIsRefusedByNameWithItsLine() throws IOException {
        rules.write("a.rego", OwnRules.rule("bad", "calls-home", """
                report contains finding if {
                \thttp.send({"method": "get", "url": "https://example.com"}).status_code != 200
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": "no"})
                }
                """, ""));

        assertThatThrownBy(() -> new CustomPolicies(toolchain, null).compile(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(folder.resolve("a.rego") + ":13:2: undefined function http.send;"
                        + " OPA has it, but it is not offered here: see docs/builtins.md");
    }

    @Test
    void whatBreaksTheConventionsOfARuleIsNamedAllAtOnce() throws IOException {
        rules.write("a.rego", "package my.rules\n\ndeny contains 1\n");
        rules.write("b.rego", "package modelspec.rules.bad[\"Loud_Name\"]\n\nother := 1\n");
        for (String file : List.of("c.rego", "e.rego")) {
            rules.write(file, "package modelspec.rules.my.twice\n\nreport contains 1\n");
        }
        rules.write("d.rego", OwnRules.rule("schema", "size", "report contains result.fail([], {}) if false\n", ""));

        assertThatThrownBy(() -> new CustomPolicies(toolchain, null).compile(folder))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        folder.resolve("a.rego")
                                                + ":1:1: package my.rules is neither a rule nor a library: a rule is"
                                                + " in package modelspec.rules.<category>[\"<rule-id>\"], a library in"
                                                + " modelspec.lib.<name> (modelspec_rule_error)",
                                        folder.resolve("b.rego")
                                                + ":1:1: rule id bad/Loud_Name must consist of lower-case letters,"
                                                + " digits and single hyphens (modelspec_rule_error)",
                                        folder.resolve("b.rego")
                                                + ":1:1: rule has no `report`: it needs `report contains finding if"
                                                + " { … }` (modelspec_rule_error)",
                                        folder.resolve("b.rego")
                                                + ":1:1: rule bad/Loud_Name has no # METADATA block with `scope:"
                                                + " package` before its package (modelspec_rule_error)",
                                        folder.resolve("b.rego")
                                                + ":3:1: `other` must begin with an underscore: `report` is the only"
                                                + " public rule of a rule's package (modelspec_rule_error)",
                                        folder.resolve("c.rego")
                                                + ":1:1: rule my/twice has no # METADATA block with `scope: package`"
                                                + " before its package (modelspec_rule_error)",
                                        folder.resolve("c.rego")
                                                + ":1:1: package modelspec.rules.my.twice is also declared in "
                                                + folder.resolve("e.rego")
                                                + ": give each rule an id, and each library a name, of its own"
                                                + " (modelspec_rule_error)",
                                        folder.resolve("d.rego")
                                                + ":8:1: category `schema` is that of the engine's own findings: choose"
                                                + " another (modelspec_rule_error)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"modelspec.rules.privacy[\"pii-declared\"]", "modelspec.lib.result"})
    void whatIsBuiltInIsRefusedInTheFileOfTheUser(String taken) throws IOException {
        rules.write("c.rego", "# Ours.\npackage " + taken + "\n\nreport contains 1\n");
        String message = folder.resolve("c.rego") + ":2:1: package "
                + taken.replace("[\"", ".").replace("\"]", "")
                + " is built in: choose another (modelspec_rule_error)";
        var policies = new CustomPolicies(toolchain, null);

        assertThatThrownBy(() -> policies.compile(folder))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems()).containsExactly(message));
        assertThatThrownBy(() -> policies.compileAfresh(PolicySources.read(folder)))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems()).containsExactly(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "report := \"text\"",
                "report if true",
                "default report := false",
                "report(x) := x",
                "report := {1}",
                "report[x] := x if some x in [1]"
            })
    void aReportThatIsNoSetIsRefused(String report) throws IOException {
        rules.write("a.rego", OwnRules.rule("my", "own", report + "\n", ""));

        assertThatThrownBy(() -> new CustomPolicies(toolchain, null).compile(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("a.rego:12:1: `report` must be a set of findings, and is another rule here");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data.params.my.own.sart == 1       | 14:2: undefined ref: data.params.my.own.sart; did you mean start?
            data.params.my.other.start == 1    | 14:2: there is no rule my/other whose parameters `data.params` could have
            data.params.retention["logs-max-day"].maxDays == 1 | 14:2: there is no rule retention/logs-max-day whose parameters `data.params` could have; did you mean retention/logs-max-days?
            data.params.retention["logs-max-days"].days == 1 | 14:2: undefined ref: data.params.retention["logs-max-days"].days
            object.get(data.params, ["my", "own", "sart"], 0) == 1 | 14:13: rule my/own declares no parameter `sart` in custom.parameters of its METADATA; did you mean start?
            object.get(data.params.my.own, "sart", 0) == 1 | 14:13: rule my/own declares no parameter `sart`
            _own.sart == 1                     | 14:2: undefined ref: data.modelspec.rules.my.own._own.sart; did you mean start?
            {o := data.params.my.own; o.sart}  | 14:27: undefined ref: o.sart; did you mean start?
            data.params.my.own.names.foo == 1  | 14:2: undefined ref: data.params.my.own.names.foo
            _own.start == "1"                  | 14:2: match error
            _own.start == 1 with data.params.my.own.sart as 1 | 14:23: undefined ref: data.params.my.own.sart; did you mean start?
            """)
    void aParameterThatNoRuleDeclaresIsRefused(String expression, String message) throws IOException {
        refuses(expression, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.params.my.own.start == 1",
                "data.params.my.own.names[0] == \"a\"",
                "count(_own.names) == 1",
                "_own.any.thing == _own.either",
                "data.params.my[input.kind].start == 1",
                "object.get(data.params, [\"my\", input.kind], 0) == 1",
                "data.params.retention[\"logs-max-days\"].maxDays == 1",
                "_own.start == 1 with data.params.my.own as {\"start\": \"text\"}",
                "object.get(_own, \"start\", 0) == 1",
            })
    void aParameterThatIsDeclaredMayBeRead(String expression) throws IOException {
        write(expression);

        assertThat(new CustomPolicies(toolchain, null).compile(folder).catalog().rule("my/own"))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            workloads.acelerators > 1               | 14:2: `data.modelspec.lib.workloads.acelerators` is nothing: no rule and no library has `acelerators`, so what reads it finds nothing; did you mean accelerators?
            data.modelspec.lib.wrkloads.accelerators | 14:2: `data.modelspec.lib.wrkloads` is nothing: no rule and no library has `wrkloads`, so what reads it finds nothing; did you mean workloads?
            {l := data.modelspec.lib; l.enviroment.production} | 14:27: `data.modelspec.lib.enviroment` is nothing: no rule and no library has `enviroment`, so what reads it finds nothing; did you mean environment?
            _lib.yess                               | 14:2: `data.modelspec.lib.mine.yess` is nothing: no rule and no library has `yess`, so what reads it finds nothing; did you mean yes?
            data.modelspec.lib.mine.deep.sett       | 14:2: `data.modelspec.lib.mine.deep.sett` is nothing: no rule and no library has `sett`, so what reads it finds nothing; did you mean set?
            data.modelspec.rules.retention["logs-max-day"].report | 14:2: `data.modelspec.rules.retention["logs-max-day"]` is nothing: no rule and no library has `logs-max-day`, so what reads it finds nothing; did you mean logs-max-days?
            data.modelspec.rules.retenton[_].report | 14:2: `data.modelspec.rules.retenton` is nothing: no rule and no library has `retenton`, so what reads it finds nothing; did you mean retention?
            """)
    void aRuleOrLibraryThatIsNotThereIsRefused(String expression, String message) throws IOException {
        refuses(expression, message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "workloads.accelerators",
                "_lib.yes",
                "_lib.fixed.any",
                "_lib.partial.x.y",
                "data.modelspec.lib.mine.deep.set.x",
                "data.modelspec.lib.mine.partial[input.kind]",
                "data.modelspec.rules.retention[_].report",
                "data.modelspec.rules.retention[\"logs-max-days\"].report",
                "data.modelspec.lib.mine.f(1)",
                "{_lib := {\"yess\": 1}; _lib.yess}",
            })
    void aRuleOrLibraryThatIsThereMayBeRead(String expression) throws IOException {
        write(expression);

        assertThat(new CustomPolicies(toolchain, null).compile(folder).catalog().rule("my/own"))
                .isPresent();
    }

    private void refuses(String expression, String message) throws IOException {
        write(expression);

        assertThatThrownBy(() -> new CustomPolicies(toolchain, null).compile(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(folder.resolve("a.rego") + ":" + message);
    }

    private void write(String expression) throws IOException {
        String parameters =
                "  parameters: {start: {type: integer, default: 1}, any: {default: {}}, either: {type: [integer, string],"
                        + " default: 1}, names: {type: array, items: {type: string}, default: [a]}}";
        String body = expression.startsWith("{") ? expression.substring(1, expression.length() - 1) : expression;
        rules.write(
                "a.rego",
                OwnRules.rule(
                                "my",
                                "own",
                                "report contains result.fail([], {}) if {\n\t" + body
                                        + "\n}\n\n_own := data.params.my.own\n\n"
                                        + "_lib := data.modelspec.lib.mine\n\n_used := [_own, _lib, workloads]\n",
                                parameters)
                        .replace("lib.result\n", "lib.result\nimport data.modelspec.lib.workloads\n"));
        rules.write("lib/mine.rego", """
                package modelspec.lib.mine

                yes if input.kind

                fixed := {"any": input.kind}

                partial[x] := json.unmarshal(x) if some x in [input.kind]

                deep.set contains input.kind

                f(x) := x
                """);
    }

    @Test
    void aRuleInAFileOfTestsIsRefused() throws IOException {
        rules.write("a.rego", OwnRules.rule("my", "own", "report contains result.fail([], {}) if false\n", ""));
        rules.write("load_test.rego", OwnRules.rule("my", "load-test", "report contains result.fail([], {})\n", ""));

        assertThatThrownBy(() -> new CustomPolicies(toolchain, null).compile(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(folder.resolve("load_test.rego") + " has the METADATA of a rule");
    }

    @Test
    void aWholeSetIsToldFromOneThatHasTheBuiltInLibraries() throws IOException {
        rules.write("a.rego", OwnRules.rule("my", "own", "report contains result.fail([], {}) if false\n", ""));
        rules.write("main.rego", "package modelspec.main # ours\n\nreport := {1}\n");

        assertThatThrownBy(() -> new CustomPolicies(toolchain, null).compile(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "undefined function data.modelspec.lib.result.fail; a folder that declares package"
                                + " modelspec.main, as this does, is a whole set of policies");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            secrets: maybe                                                  | METADATA custom.secrets must be true or false
            controls: [eu-ai-act/art-15-4, 3]                               | METADATA custom.controls must be a list of texts
            controls: eu-ai-act/art-15-4                                    | METADATA custom.controls must be a list of texts
            parameters: {start: {type: integre, default: 1, description: A start.}} | has the type `integre`, which JSON Schema has not
            parameters: {start: {type: integer, minimun: 0, default: 1, description: A start.}} | has `minimun`, which is no keyword of JSON Schema and asks for nothing; did you mean `minimum`?
            parameters: {all: {type: array, items: {type: strng}, default: [], description: All.}} | has the type `strng`
            parameters: {a: {type: object, properties: {b: {anyOf: [{minlength: 1}]}}, default: {}, description: A.}} | did you mean `minLength`?
            parameters: {a: {$ref: "#/$defs/b", $defs: {b: {type: string}}, default: x, description: A.}} | parameter a of rule my/own has no valid JSON Schema
            """)
    void metadataOfTheWrongTypeAreRefused(String custom, String message) throws IOException {
        rules.write(
                "a.rego", OwnRules.rule("my", "own", "report contains result.fail([], {}) if false\n", "  " + custom));

        assertThatThrownBy(() -> new CustomPolicies(toolchain, null).compile(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFindingUnderTheIdOfAnotherRuleIsAFault() throws IOException {
        rules.write("a.rego", OwnRules.rule("my", "own", """
                report contains {"rule": "privacy/pii-declared", "path": [], "message": "Mine."} if result
                """, ""));

        assertThatThrownBy(() -> OwnRules.evaluate(new CustomPolicies(toolchain, null).compile(folder)))
                .isInstanceOf(GovernanceException.class)
                .hasMessageContaining("rule my/own gave it the rule privacy/pii-declared; make it by result.fail");
    }

    @Test
    void aDefaultThatBreaksTheSchemaOfItsParameterIsRefusedWithItsLine() throws IOException {
        String report = "report contains result.fail(rego.metadata.chain(), {\"path\": [], \"message\": \"one\"})\n";
        rules.write("a.rego", OwnRules.rule("my", "days", report, """
                  parameters:
                #     start: {type: string, default: team-}
                #     days:
                #       type: integer
                #       minimum: 1
                #       default: "30"
                #     clouds:
                #       type: array
                #       items: {type: string, pattern: "^[a-z]+$"}
                #       default: [aws, Azure]\
                """));

        assertThatThrownBy(() -> new CustomPolicies(toolchain, null).compile(folder))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        folder.resolve("a.rego")
                                                + ":12:18: the default of parameter days of rule my/days breaks the"
                                                + " parameter's own schema: `custom.parameters.days.default` has to"
                                                + " be a whole number, but is text because of its quotes. Remove the"
                                                + " quotes: `default: 30`. (modelspec_rule_error)",
                                        folder.resolve("a.rego")
                                                + ":16:24: the default of parameter clouds of rule my/days breaks the"
                                                + " parameter's own schema: `custom.parameters.clouds.default[1]`"
                                                + " breaks `pattern: ^[a-z]+$` of the schema. (modelspec_rule_error)"));
    }

    @Test
    void aFolderWithoutRulesOrThatIsNoneIsRefused() throws IOException {
        rules.write("readme.txt", "nothing here");

        assertThatThrownBy(() -> new CustomPolicies(toolchain, null).compile(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith("it has no .rego files besides tests, no profiles and no suites");
        assertThatThrownBy(() -> new CustomPolicies(toolchain, null).compile(folder.resolve("readme.txt")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("not a folder");
    }

    @Test
    void aProfileOfAnotherEndingIsRefused() throws IOException {
        rules.write("profiles/acme.yml", "");

        assertThatThrownBy(() -> new CustomPolicies(toolchain, null).compile(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageEndingWith(
                        folder.resolve("profiles/acme.yml") + " is not read as a profile: its name must end in .yaml");
    }

    @Test
    void aRuleThatNeverEndsIsStoppedAndNamed() throws IOException {
        rules.write("a.rego", OwnRules.rule("bad", "never-ends", """
                # Text is searched for what it has only at its very end, so that no memory is asked for meanwhile.
                _text := concat("", [\"aaaaaaaaaa\" | some i in numbers.range(1, 100000); i > 0])

                report contains finding if {
                \tcontains(_text, concat("", [substring(_text, 0, 500000), "b"]))
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": "no"})
                }
                """, ""));
        var bundle = new CustomPolicies(toolchain, null).compile(folder);

        try (var engine = new PolicyEngine(bundle, OwnRules.NOON, Duration.ofMillis(500))) {
            assertThatThrownBy(
                            () -> engine.evaluate(OwnRules.SPEC, OwnRules.CONTEXT, engine.variant(Settings.DEFAULTS)))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("policies took longer than 500 ms, in rule bad/never-ends");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThatThrownBy(() -> engine.evaluate(
                            OwnRules.SPEC, OwnRules.CONTEXT, engine.variant(Settings.DEFAULTS), Duration.ofMillis(200)))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("policies took longer than 200 ms, in rule bad/never-ends");
        }
    }

    @Test
    void aRuleThatWantsTooMuchMemoryIsStoppedAndNamed() throws IOException {
        rules.write("a.rego", OwnRules.rule("bad", "greedy", """
                report contains finding if {
                \tn := numbers.range(1, 3000)
                \tcount([1 | some a in n; some b in n; some c in n; a + b + c == -1]) == 1
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": "no"})
                }
                """, ""));
        var bundle = new CustomPolicies(toolchain, null).compile(folder);

        assertThatThrownBy(() -> OwnRules.evaluate(bundle))
                .isInstanceOf(GovernanceException.class)
                .hasMessage("policies could not be evaluated, in rule bad/greedy: it needs more than 64 MiB of memory");
    }

    @Test
    void aMalformedFindingIsAFaultAndSoIsAConflict() throws IOException {
        rules.write("a.rego", OwnRules.rule("bad", "malformed", """
                report contains finding if {
                \tinput.metadata.name == "chat"
                \tfinding := result.fail(rego.metadata.chain(), {"path": "metadata", "message": "no"})
                }
                """, ""));
        var bundle = new CustomPolicies(toolchain, null).compile(folder);

        assertThatThrownBy(() -> OwnRules.evaluate(bundle))
                .isInstanceOf(GovernanceException.class)
                .hasMessageContaining("malformed finding: rule bad/malformed gave it no path that is an array");
    }

    @Test
    void aRunTimeErrorOfARuleIsAFaultThatNamesIt() throws IOException {
        rules.write("a.rego", OwnRules.rule("bad", "conflict", """
                _value := 1 if input.kind

                _value := 2 if input.metadata

                report contains finding if {
                \t_value == 1
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": "no"})
                }
                """, ""));
        var bundle = new CustomPolicies(toolchain, null).compile(folder);

        assertThatThrownBy(() -> OwnRules.evaluate(bundle))
                .isInstanceOf(GovernanceException.class)
                .hasMessageContaining("in rule bad/conflict: " + folder.resolve("a.rego") + ":")
                .hasMessageContaining("conflict");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.modelspec.lib[ \"environment\" ].declared",
                "data.modelspec.lib[# why\n\t\"environment\"].declared",
                "data[\"modelspec\"].lib[`environment`].declared",
            })
    void whatIsReferredToInAnUnusualWayIsCompiled(String declared) throws IOException {
        rules.write("a.rego", OwnRules.rule("my", "own", """
                _note := $`templates begin with \\{`

                report contains finding if {
                \tcount(%s) >= 0
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": _note})
                }
                """.formatted(declared), ""));

        assertThat(OwnRules.evaluate(new CustomPolicies(toolchain, null).compile(folder)))
                .extracting(PolicyFinding::message)
                .contains("templates begin with {");
    }
}
