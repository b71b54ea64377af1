package dev.modelspec.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.rego.RegoSession;
import dev.modelspec.rego.RegoToolchain;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@Tag("slow")
class CustomPoliciesTest {
    private static final ObjectNode CONTEXT =
            JsonMapper.shared().createObjectNode().put("surface", "cli");
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final ObjectNode SPEC = (ObjectNode) JsonMapper.shared().readTree("""
                    {"apiVersion": "piqc.ai/v1alpha1", "kind": "ModelSpec", "metadata": {"name": "chat"}}""");

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
    void aRuleOfOnesOwnIsAddedToTheBuiltInOnes() throws IOException {
        write(
                "naming/prefix.rego",
                rule(
                        "naming",
                        "prefix",
                        """
                report contains finding if {
                \tnot startswith(input.metadata.name, data.params.naming.prefix.start)
                \tfinding := result.fail(rego.metadata.chain(), {"path": ["metadata", "name"], "message": "wrong start"})
                }
                """,
                        "  parameters: {start: {type: string, default: team-, description: What names start with.}}"));
        write("naming/prefix_test.rego", "package no.matter\n\nthis is not even Rego");

        var bundle = new CustomPolicies(toolchain, null).compile(folder);

        assertThat(bundle.catalog().rule("privacy/pii-declared")).isPresent();
        assertThat(evaluate(bundle))
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
        write("a.rego", rule("time", "noon", """
                report contains finding if {
                \tmessage := sprintf("%s is %d, %s", [input.metadata.name, time.now_ns(), crypto.sha256("ü")])
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": message})
                }
                """, ""));

        assertThat(evaluate(new CustomPolicies(toolchain, null).compile(folder)))
                .extracting(PolicyFinding::message)
                .contains("chat is 1795521600000000000,"
                        + " 607474ca475a9724d7360aba71a56d5df77e61350e3f724cfa1f46e857e2d85f");
    }

    @Test
    void regoThatDoesNotCompileIsShownWithItsPlace() throws IOException {
        write("bad/broken.rego", "package modelspec.rules.bad.broken\n\nreport contains 1 if {\n");

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
        write("a.rego", rule("bad", "misspelt", """
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
        write("a.rego", rule("bad", "calls-home", """
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
        write("a.rego", "package my.rules\n\ndeny contains 1\n");
        write("b.rego", "package modelspec.rules.bad[\"Loud_Name\"]\n\nother := 1\n");
        write("c.rego", "package modelspec.rules.privacy[\"pii-declared\"]\n\nreport contains 1\n");

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
                                                + ":1:1: rule privacy/pii-declared has no # METADATA block with"
                                                + " `scope: package` before its package (modelspec_rule_error)",
                                        "policies/rules/privacy/pii-declared/pii_declared.rego:23:1: package"
                                                + " modelspec.rules.privacy.pii-declared is also declared in "
                                                + folder.resolve("c.rego")
                                                + ": give each rule an id, and each library a name, of its own"
                                                + " (modelspec_rule_error)"));
    }

    @Test
    void aDefaultThatBreaksTheSchemaOfItsParameterIsRefusedWithItsLine() throws IOException {
        String report = "report contains result.fail(rego.metadata.chain(), {\"path\": [], \"message\": \"one\"})\n";
        write("a.rego", rule("my", "days", report, """
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
        write("readme.txt", "nothing here");

        assertThatThrownBy(() -> new CustomPolicies(toolchain, null).compile(folder))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no .rego files");
        assertThatThrownBy(() -> new CustomPolicies(toolchain, null).compile(folder.resolve("readme.txt")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("not a folder");
    }

    @Test
    void aRuleThatNeverEndsIsStoppedAndNamed() throws IOException {
        write("a.rego", rule("bad", "never-ends", """
                # Text is searched for what it has only at its very end, so that no memory is asked for meanwhile.
                _text := concat("", [\"aaaaaaaaaa\" | some i in numbers.range(1, 100000); i > 0])

                report contains finding if {
                \tcontains(_text, concat("", [substring(_text, 0, 500000), "b"]))
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": "no"})
                }
                """, ""));
        var bundle = new CustomPolicies(toolchain, null).compile(folder);

        try (var engine = new PolicyEngine(bundle, NOON, Duration.ofMillis(500))) {
            assertThatThrownBy(() -> engine.evaluate(SPEC, CONTEXT, engine.variant(Settings.DEFAULTS)))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("policies took longer than 500 ms, in rule bad/never-ends");
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThatThrownBy(() ->
                            engine.evaluate(SPEC, CONTEXT, engine.variant(Settings.DEFAULTS), Duration.ofMillis(200)))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("policies took longer than 200 ms, in rule bad/never-ends");
        }
    }

    @Test
    void aRuleThatWantsTooMuchMemoryIsStoppedAndNamed() throws IOException {
        write("a.rego", rule("bad", "greedy", """
                report contains finding if {
                \tn := numbers.range(1, 3000)
                \tcount([1 | some a in n; some b in n; some c in n; a + b + c == -1]) == 1
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": "no"})
                }
                """, ""));
        var bundle = new CustomPolicies(toolchain, null).compile(folder);

        assertThatThrownBy(() -> evaluate(bundle))
                .isInstanceOf(GovernanceException.class)
                .hasMessage("policies could not be evaluated, in rule bad/greedy: it needs more than 64 MiB of memory");
    }

    @Test
    void aMalformedFindingIsAFaultAndSoIsAConflict() throws IOException {
        write("a.rego", rule("bad", "malformed", """
                report contains finding if {
                \tinput.metadata.name == "chat"
                \tfinding := result.fail(rego.metadata.chain(), {"path": "metadata", "message": "no"})
                }
                """, ""));
        var bundle = new CustomPolicies(toolchain, null).compile(folder);

        assertThatThrownBy(() -> evaluate(bundle))
                .isInstanceOf(GovernanceException.class)
                .hasMessageContaining("malformed finding: rule bad/malformed gave it no path that is an array");
    }

    @Test
    void aRunTimeErrorOfARuleIsAFaultThatNamesIt() throws IOException {
        write("a.rego", rule("bad", "conflict", """
                _value := 1 if input.kind

                _value := 2 if input.metadata

                report contains finding if {
                \t_value == 1
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": "no"})
                }
                """, ""));
        var bundle = new CustomPolicies(toolchain, null).compile(folder);

        assertThatThrownBy(() -> evaluate(bundle))
                .isInstanceOf(GovernanceException.class)
                .hasMessageContaining("in rule bad/conflict")
                .hasMessageContaining("conflict");
    }

    @Test
    void whatWasCompiledIsKeptUntilTheFilesChange() throws IOException {
        Path cache = folder.resolve("cache");
        Path policies = Files.createDirectory(folder.resolve("policies"));
        write("policies/a.rego", rule("my", "own", """
                report contains result.fail(rego.metadata.chain(), {"path": [], "message": "one"})
                """, ""));

        assertThat(evaluate(new CustomPolicies(toolchain, cache).compile(policies)))
                .extracting(PolicyFinding::message)
                .contains("one");
        assertThat(entries(cache)).hasSize(1);
        Path entry = entries(cache).get(0);
        assertThat(entry).isDirectoryContaining("glob:**/classes");
        assertThat(evaluate(new CustomPolicies(toolchain, cache).compile(policies)))
                .extracting(PolicyFinding::message)
                .contains("one");
        assertThat(entries(cache)).containsExactly(entry);

        for (String file : List.of("catalog.json", "data.json", "policy.wasm", "classes")) {
            byte[] whole = Files.readAllBytes(entry.resolve(file));
            byte[] flipped = whole.clone();
            flipped[whole.length / 2] ^= 0x20;
            for (byte[] damaged : List.of(
                    "{ damaged".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(whole, whole.length / 2), flipped)) {
                Files.write(entry.resolve(file), damaged);
                assertThat(evaluate(new CustomPolicies(toolchain, cache).compile(policies)))
                        .as(file)
                        .extracting(PolicyFinding::message)
                        .contains("one");
                assertThat(Files.readAllBytes(entry.resolve(file))).as(file).hasSameSizeAs(whole);
                assertThat(entries(cache)).containsExactly(entry);
            }
        }

        write("policies/a.rego", Files.readString(policies.resolve("a.rego")).replace("one", "two"));
        assertThat(evaluate(new CustomPolicies(toolchain, cache).compile(policies)))
                .extracting(PolicyFinding::message)
                .contains("two");

        // What belongs to other rules is not taken for what was compiled of these.
        Path second = entries(cache).stream()
                .filter(other -> !other.equals(entry))
                .findFirst()
                .orElseThrow();
        for (String file : List.of("catalog.json", "data.json", "policy.wasm", "classes")) {
            Files.copy(entry.resolve(file), second.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            assertThat(evaluate(new CustomPolicies(toolchain, cache).compile(policies)))
                    .as(file)
                    .extracting(PolicyFinding::message)
                    .contains("two")
                    .doesNotContain("one");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.modelspec.lib[ \"environment\" ].declared",
                "data.modelspec.lib[# why\n\t\"environment\"].declared",
                "data[\"modelspec\"].lib[`environment`].declared",
            })
    void whatIsReferredToInAnUnusualWayIsCompiled(String declared) throws IOException {
        write("a.rego", rule("my", "own", """
                _note := $`templates begin with \\{`

                report contains finding if {
                \tcount(%s) >= 0
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": _note})
                }
                """.formatted(declared), ""));

        assertThat(evaluate(new CustomPolicies(toolchain, null).compile(folder)))
                .extracting(PolicyFinding::message)
                .contains("templates begin with {");
    }

    @Test
    void aRuleThatIsTooLargeForAJavaMethodIsKeptWithItsCode() throws IOException {
        String conditions = IntStream.range(0, 2_000)
                .mapToObj(i -> "\tinput.metadata.name != \"name-" + i + "\"\n")
                .collect(Collectors.joining());
        write("policies/a.rego", rule("my", "large", "report contains finding if {\n" + conditions + """
                \tfinding := result.fail(rego.metadata.chain(), {"path": ["metadata", "name"], "message": "large"})
                }
                """, ""));
        Path policies = folder.resolve("policies");
        Path cache = folder.resolve("cache");

        for (int run = 0; run < 2; run++) {
            assertThat(evaluate(new CustomPolicies(toolchain, cache).compile(policies)))
                    .extracting(PolicyFinding::message)
                    .contains("large");
            assertThat(entries(cache))
                    .singleElement()
                    .satisfies(
                            entry -> assertThat(Files.readString(entry.resolve("classes"), StandardCharsets.ISO_8859_1))
                                    .contains("CompilerInterpreterMachine"));
        }
    }

    @Test
    void opaItselfFindsWhatCompiledRulesFind() throws IOException {
        write("a.rego", rule("my", "own", """
                report contains result.fail(rego.metadata.chain(), {"path": ["metadata", "name"], "message": "one"})
                """, ""));
        var policies = new CustomPolicies(toolchain, null);
        PolicySources sources = PolicySources.read(folder);
        PolicyBundle compiled = policies.compile(folder);

        try (RegoSession session = policies.open(sources).join()) {
            InterpretedPolicies interpreted = policies.interpret(sources, session);
            var engine = new PolicyEngine(interpreted, NOON, Duration.ofSeconds(20));
            assertThat(interpreted.bundle().catalog().rules())
                    .containsExactlyInAnyOrderElementsOf(compiled.catalog().rules());
            assertThat(engine.evaluate(SPEC, CONTEXT, engine.variant(Settings.DEFAULTS)))
                    .containsExactlyInAnyOrderElementsOf(evaluate(compiled))
                    .extracting(PolicyFinding::message)
                    .contains("one");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"modelspec.rules.my.own", "modelspec.rules.my.own_test"})
    void aTestIsNoPartOfItsRule(String packageOfTest) throws IOException {
        write("a.rego", rule("my", "own", """
                report contains result.fail(rego.metadata.chain(), {"path": [], "message": "no"}) if input.kind == "none"
                """, ""));
        write("a_test.rego", "package " + packageOfTest + """

                report contains {"rule": "my/own", "path": [], "message": "no"}

                test_a if true
                """);
        var policies = new CustomPolicies(toolchain, null);
        PolicySources sources = PolicySources.read(folder);

        try (RegoSession session = policies.open(sources).join()) {
            var engine = new PolicyEngine(policies.interpret(sources, session), NOON, Duration.ofSeconds(20));
            assertThat(engine.evaluate(SPEC, CONTEXT, only(engine, "my/own"))).isEmpty();
        }
    }

    @Test
    void rulesThatOpaItselfEvaluatesAreStoppedAndTheirFaultsHaveALine() throws IOException {
        write("a.rego", rule("bad", "never-ends", """
                report contains finding if {
                \tn := numbers.range(1, 5000)
                \tcount([1 | some a in n; some b in n; some c in n; a + b + c == -1]) == 1
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": "no"})
                }
                """, ""));
        write("b.rego", rule("bad", "conflict", """
                _value := 1 if input.kind

                _value := 2 if input.metadata

                report contains finding if {
                \t_value == 1
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": "no"})
                }
                """, ""));
        var policies = new CustomPolicies(toolchain, null);
        PolicySources sources = PolicySources.read(folder);

        try (RegoSession session = policies.open(sources).join()) {
            var engine = new PolicyEngine(policies.interpret(sources, session), NOON, Duration.ofMillis(500));
            assertThatThrownBy(() -> engine.evaluate(SPEC, CONTEXT, only(engine, "bad/never-ends")))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessage("policies took longer than 500 ms");
            assertThatThrownBy(() -> engine.evaluate(SPEC, CONTEXT, only(engine, "bad/conflict")))
                    .isInstanceOf(GovernanceException.class)
                    .hasMessageStartingWith("policies could not be evaluated: " + folder.resolve("b.rego") + ":")
                    .hasMessageContaining("conflict");
        }
    }

    private static Variant only(PolicyEngine engine, String rule) {
        return engine.variant(Settings.DEFAULTS, asked -> asked.id().equals(rule));
    }

    private static List<PolicyFinding> evaluate(PolicyBundle bundle) {
        try (var engine = new PolicyEngine(bundle, NOON, Duration.ofSeconds(20))) {
            return engine.evaluate(SPEC, CONTEXT, engine.variant(Settings.DEFAULTS));
        }
    }

    private static String rule(String category, String name, String body, String custom) {
        return """
                # METADATA
                # title: A test rule
                # description: Used in a test.
                # custom:
                #   severity: low
                #   remediation: None.
                # %s
                package modelspec.rules.%s["%s"]

                import data.modelspec.lib.result

                """.formatted(custom, category, name) + body;
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static List<Path> entries(Path cache) throws IOException {
        try (Stream<Path> entries = Files.list(cache)) {
            return entries.toList();
        }
    }
}
