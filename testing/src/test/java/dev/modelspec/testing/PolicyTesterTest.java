package dev.modelspec.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.rego.CacheFile;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.testing.TestOutcome.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTesterTest {
    private static final Path OUR_POLICIES = Path.of("../policies");

    private static final String RULE = """
            # METADATA
            # title: A test rule
            # description: Used in a test.
            # custom:
            #   severity: low
            #   remediation: Do something.
            package modelspec.rules.my.own

            import data.modelspec.lib.result

            report contains finding if {
            \tinput.metadata.name == "chat"
            \tfinding := result.fail(rego.metadata.chain(), {"path": ["metadata", "name"], "message": "It is chat."})
            }
            """;

    private static final String SPEC = """
            apiVersion: piqc.ai/v1alpha1
            kind: ModelSpec
            metadata: {name: chat}
            spec:
              identity: {model: {id: m, family: mistral, task: chat, framework: transformers}}
              runtime: {accelerator: {vendor: nvidia, type: a10, count: 1}}
            """;

    private static final String SUITE_OF_FILE = """
            apiVersion: governance.modelspec.dev/v1alpha1
            kind: PolicyTestSuite
            metadata: {name: mine}
            spec:
              rules: [my/own]
              cases:
                - name: chat
                  findings: [{rule: my/own, message: It is chat.}]
                  spec: chat.yaml
            """;

    private static final String PROFILE = """
            apiVersion: governance.modelspec.dev/v1alpha1
            kind: Profile
            metadata: {name: %s}
            spec: {extends: %s}
            """;

    private static final String SUITE = SUITE_OF_FILE.replace("chat.yaml\n", "\n" + SPEC.indent(8));

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
    void ourSuitesPassWhetherOpaJudgesThemOrCompiledRules() {
        List<TestOutcome> interpreted = run(OUR_POLICIES, false);
        List<TestOutcome> compiled = run(OUR_POLICIES, true);

        assertThat(interpreted).allMatch(outcome -> outcome.status() == Status.PASS);
        assertThat(compiled).allMatch(outcome -> outcome.status() == Status.PASS);
        assertThat(names(interpreted)).hasSizeGreaterThan(150).isEqualTo(names(compiled));
    }

    @Test
    void rulesOfOnesOwnAreJudgedBesideOurs() throws IOException {
        write(RULE, SUITE);

        assertThat(run(folder, false)).extracting(TestOutcome::status).containsExactly(Status.PASS);
        assertThat(run(folder, true)).extracting(TestOutcome::status).containsExactly(Status.PASS);
    }

    @Test
    void aFolderOfAProfileAndASuiteNeedsNoRules() throws IOException {
        Files.createDirectory(folder.resolve("profiles"));
        Files.writeString(folder.resolve("profiles/acme.yaml"), """
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: Profile
                metadata: {name: acme}
                spec: {rules: {privacy/pii-declared: {level: deny}}}
                """);
        Files.writeString(folder.resolve("chat.yaml"), SPEC);
        Files.writeString(
                folder.resolve("suite.yaml"),
                SUITE_OF_FILE
                        .replace("rules: [my/own]", "profile: acme\n  rules: [privacy/pii-declared]")
                        .replace("{rule: my/own, message: It is chat.}", "{rule: privacy/pii-declared, level: deny}"));

        for (boolean compiled : List.of(false, true)) {
            assertThat(run(folder, compiled)).extracting(TestOutcome::status).containsExactly(Status.PASS);
        }
    }

    @Test
    void aSuiteOfAnotherNameIsRemarkedOn() throws IOException {
        write(RULE, SUITE);
        Files.writeString(folder.resolve("more_suite.yaml"), SUITE);

        assertThat(new PolicyTester(toolchain, null)
                        .run(folder, TestSettings.all())
                        .remarks())
                .containsExactly(folder.resolve("more_suite.yaml") + ":2:1: this is a suite, and never runs, because of"
                        + " its name: call it suite.yaml; where there is one, give this a folder of its own, or put the"
                        + " cases of both in one");
    }

    @Test
    void aSuiteAndACaseSayWhatTheTimeIs() throws IOException {
        String suite = SUITE_OF_FILE.replace("  cases:", "  time: \"2026-01-01T00:30:00+01:00\"\n  cases:");
        String again = """
                - name: in the new year
                  findings: []
                  spec: chat.yaml
                  time: "2026-01-01T00:00:00Z"
            """;
        Files.writeString(folder.resolve("chat.yaml"), SPEC);
        write(
                RULE.replace(
                        "== \"chat\"",
                        "== \"chat\"\n\ttime.now_ns() < time.parse_rfc3339_ns(\"2026-01-01T00:00:00Z\")"),
                suite + again.indent(0));

        for (boolean compiled : List.of(false, true)) {
            assertThat(run(folder, compiled)).extracting(TestOutcome::status).containsExactly(Status.PASS, Status.PASS);
        }
    }

    @Test
    void aCaseWithoutAnAnswerTellsWhichLineOfTheRuleHasNone() throws IOException {
        write(RULE + "\n_value := 1 if input.kind\n\n_value := 2 if input.metadata\n", SUITE);
        Files.writeString(
                folder.resolve("own.rego"),
                Files.readString(folder.resolve("own.rego")).replace("== \"chat\"", "== sprintf(\"%v\", [_value])"));

        for (boolean compiled : List.of(false, true)) {
            assertThat(run(folder, compiled)).singleElement().satisfies(outcome -> {
                assertThat(outcome.status()).isEqualTo(Status.ERROR);
                assertThat(outcome.problem())
                        .extracting(TestProblem::message)
                        .asString()
                        .startsWith("No verdict: policies could not be evaluated")
                        .contains("conflict")
                        .contains(compiled ? "in rule my/own" : folder.resolve("own.rego") + ":18:");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a suite is wrong", "metadata are wrong"})
    void whatDoesNotCompileIsRefusedBeforeAnythingElse(String besides) throws IOException {
        write(
                RULE.replace("input.metadata.name", "nobody.metadata.name")
                        .replace("severity: low", besides.contains("metadata") ? "severity: fatal" : "severity: low"),
                besides.contains("suite") ? SUITE.replace("rules: [my/own]", "rules: [my/other]") : SUITE);

        assertThatThrownBy(() -> run(folder, false))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(folder.resolve("own.rego") + ":12:")
                .hasMessageContaining("nobody");
    }

    @Test
    void aChangeToAFileThatSeemsOldIsSeen() throws IOException {
        write(RULE, SUITE);
        assertThat(reused("1")).isZero();

        write(RULE.replace("It is chat.", "It was chat."), SUITE);
        for (String file : List.of("own.rego", "suite.yaml")) {
            Files.setLastModifiedTime(folder.resolve(file), FileTime.fromMillis(0));
        }
        assertThat(run("1").passed()).isFalse();
    }

    @Test
    void suitesThatPassedAreNotRunAgainUntilSomethingChanges() throws IOException {
        write(RULE, SUITE_OF_FILE);
        Path spec = Files.writeString(folder.resolve("chat.yaml"), SPEC);
        assertThat(reused("1")).isZero();
        assertThat(reused("1")).isEqualTo(1);

        assertThat(reused("another build")).isZero();
        assertThat(reused("1")).isEqualTo(1);

        Files.writeString(spec, SPEC + "# changed\n");
        assertThat(reused("1")).isZero();
        assertThat(reused("1")).isEqualTo(1);

        write(RULE + "# changed\n", Files.readString(folder.resolve("suite.yaml")));
        assertThat(reused("1")).isZero();
        assertThat(reused("1")).isEqualTo(1);

        write(RULE, Files.readString(folder.resolve("suite.yaml")) + "# changed\n");
        assertThat(reused("1")).isZero();
        assertThat(reused("1")).isEqualTo(1);

        try (Stream<Path> kept = Files.list(folder.resolve(".cache/tests"))) {
            for (Path entry : kept.toList()) {
                String owner = entry.getFileName().toString();
                String text = new String(CacheFile.unseal(owner, Files.readAllBytes(entry)), StandardCharsets.UTF_8);
                assertThat(text).contains("\"cases\":[{");
                String empty = text.replaceAll("\"cases\":\\[[^]]*]", "\"cases\":[]");
                Files.write(entry, CacheFile.seal(owner, empty.getBytes(StandardCharsets.UTF_8)));
            }
        }
        assertThat(reused("1")).isZero();
        assertThat(reused("1")).isEqualTo(1);

        Files.writeString(spec, SPEC.replace("name: chat", "name: other"));
        assertThat(run("1").passed()).isFalse();
        assertThat(run("1").passed()).isFalse();
        Files.writeString(spec, SPEC + "# changed\n");
        assertThat(reused("1")).isEqualTo(1);
    }

    @Test
    void suitesThatAreGoneAreForgotten() throws IOException {
        write(RULE, SUITE);
        Path other = Files.createDirectory(folder.resolve("other")).resolve("suite.yaml");
        Files.copy(folder.resolve("suite.yaml"), other);
        run("1");
        assertThat(kept()).contains(other.toString());

        Files.delete(other);
        run("1");

        assertThat(kept()).contains(folder.resolve("suite.yaml").toString()).doesNotContain(other.toString());
        assertThat(reused("1")).isEqualTo(1);
    }

    @Test
    void whatIsDamagedInTheCacheRunsAgain() throws IOException {
        write(RULE, SUITE);
        run("1");
        Path entry;
        try (Stream<Path> kept = Files.list(folder.resolve(".cache/tests"))) {
            entry = kept.findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(entry);
        for (int i = 0; i < whole.length; i += 7) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 1;
            Files.write(entry, flipped);
            assertThat(reused("1")).isZero();
        }
    }

    @Test
    void policiesWithoutTestsThatDoNotCompileAreRefused() throws IOException {
        write(RULE + "zz\n", SUITE);
        Files.delete(folder.resolve("suite.yaml"));

        assertThatThrownBy(() -> run("1")).hasMessageContaining("own.rego:15:1: ");
    }

    private String kept() throws IOException {
        try (Stream<Path> kept = Files.list(folder.resolve(".cache/tests"))) {
            return Files.readString(kept.findFirst().orElseThrow(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void suitesOfRulesThatAskForTheTimeRunAgain() throws IOException {
        write(RULE + "\n_now := time.now_ns()\n", SUITE);

        assertThat(reused("1")).isZero();
        assertThat(reused("1")).isZero();
    }

    @Test
    void suitesWithAProfileInAFileRunAgainWhenItChanges() throws IOException {
        Path strict = Files.writeString(folder.resolve("strict.yaml"), PROFILE.formatted("strict", "baseline"));
        write(RULE, SUITE.replace("spec:\n  rules", "spec:\n  profile: strict.yaml\n  rules"));

        assertThat(reused("1")).isZero();
        assertThat(reused("1")).isEqualTo(1);

        Files.writeString(strict, Files.readString(strict) + "# changed\n");
        assertThat(reused("1")).isZero();
        assertThat(reused("1")).isEqualTo(1);

        Files.writeString(folder.resolve("base.yaml"), PROFILE.formatted("base", "baseline"));
        Files.writeString(strict, PROFILE.formatted("strict", "base.yaml"));
        assertThat(reused("1")).isZero();
        assertThat(reused("1")).as("what it extends may change").isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"modelspec.rules.my.own", "modelspec.rules.my.own_test"})
    void testsAndSuitesOfAFolderAreToldTogether(String packageOfTests) throws IOException {
        write(RULE, SUITE);
        Files.writeString(folder.resolve("own_test.rego"), "package " + packageOfTests + """

                import data.modelspec.rules.my.own

                # Would be a finding of the rule, if tests were a part of it.
                report contains {"rule": "my/own", "path": [], "message": "It is a test."}

                test_passes if own.report == {"found"} with own.report as {"found"}

                test_fails if {
                \twanted := 1
                \twanted == 2
                }
                """);

        TestRun first = run("1");
        TestRun second = run("1");

        for (TestRun run : List.of(first, second)) {
            assertThat(run.tests())
                    .extracting(outcome -> outcome.name() + " " + outcome.status())
                    .containsExactly("test_passes PASS", "test_fails FAIL", "chat PASS");
            assertThat(run.tests().get(1).problem()).isNotNull().satisfies(problem -> {
                assertThat(problem.place()).isNotNull().matches(place -> place.line() == 11);
                assertThat(problem.locals()).containsEntry("wanted", "1");
            });
        }
        assertThat(first.reused()).isZero();
        assertThat(second.reused()).isEqualTo(1);
    }

    @Test
    void regoTestsReadTheDefaultsOfParameters() throws IOException {
        String declared = RULE.replace(
                "#   remediation",
                "#   parameters: {names: {type: array, items: {type: string}, default: [chat]}}\n#   remediation");
        write(declared.replace("== \"chat\"", "in data.params.my.own.names"), SUITE);
        Files.writeString(folder.resolve("own_test.rego"), """
                package modelspec.rules.my.own_test

                import data.modelspec.lib.environment
                import data.modelspec.rules.my.own

                test_fail_by_default if count(own.report) == 1 with input as {"metadata": {"name": "chat"}}

                test_success_if_others_are_named if {
                \town.report == set() with input as {"metadata": {"name": "chat"}} with data.params.my.own.names as ["x"]
                }

                test_fail_by_a_built_in_default if {
                \tenvironment.production with input as {"metadata": {"labels": {"env": "production"}}}
                }
                """);

        TestRun run = run("1");
        assertThat(run.tests())
                .extracting(outcome -> outcome.name() + " " + outcome.status())
                .containsExactly(
                        "test_fail_by_default PASS",
                        "test_success_if_others_are_named PASS",
                        "test_fail_by_a_built_in_default PASS",
                        "chat PASS");
        assertThat(run("1").reused()).isEqualTo(4);

        Path rule = folder.resolve("own.rego");
        Files.writeString(rule, Files.readString(rule).replace("default: [chat]", "default: [other]"));
        assertThat(run("1").tests())
                .extracting(outcome -> outcome.name() + " " + outcome.status())
                .contains("test_fail_by_default FAIL", "chat FAIL");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            not data.modelspec.rules.my.owm.report["x"] | 3:21: `data.modelspec.rules.my.owm` is nothing
            not data.modelspec.lib.workloads.acelerators | 3:21: `data.modelspec.lib.workloads.acelerators` is nothing
            true with data.params.my.owm.x as 1         | 3:27: there is no rule my/owm
            true with input.metadta as 1                | 3:27: undefined ref: input.metadta; did you mean metadata?
            """)
    void aTestThatMissesWhatItMeansIsRefused(String expression, String message) throws IOException {
        write(RULE, SUITE);
        Path tests = folder.resolve("own_test.rego");
        Files.writeString(tests, "package modelspec.rules.my.own_test\n\ntest_success if " + expression + "\n");

        for (boolean withSuite : List.of(true, false)) {
            assertThatThrownBy(() -> run("1"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining(tests + ":" + message);
            if (withSuite) {
                Files.delete(folder.resolve("suite.yaml"));
            }
        }
        assertThatThrownBy(() -> new PolicyTester(toolchain, null)
                        .run(folder, new TestSettings(null, Duration.ofSeconds(5), true, false)))
                .hasMessageContaining(tests + ":" + message);
    }

    @Test
    void aTestThatFailsTellsWhatIsUndefined() throws IOException {
        write(RULE, SUITE);
        Files.writeString(folder.resolve("own_test.rego"), """
                package modelspec.rules.my.own_test

                test_undefined if input.metadata.labels.foo == "bar" with input as {"metadata": {}}

                test_false if data.modelspec.lib.environment.production with input.metadata.labels as {}

                test_value if input.metadata.labels.on with input.metadata.labels as {"on": false}

                test_call if startswith(input.metadata.name, "team-") with input.metadata.name as "chat"
                """);

        assertThat(run("1").tests())
                .filteredOn(outcome -> outcome.problem() != null)
                .extracting(outcome -> outcome.name() + ": "
                        + Objects.requireNonNull(outcome.problem()).message())
                .containsExactly(
                        "test_undefined: input.metadata.labels.foo is undefined: there is no input.metadata.labels.",
                        "test_false: data.modelspec.lib.environment.production is undefined.",
                        "test_value: This does not hold: input.metadata.labels.on is false.",
                        "test_call: startswith(\"chat\", \"team-\") does not hold.");
    }

    private int reused(String program) {
        TestRun run = run(program);
        assertThat(run.passed()).as("%s", run.tests()).isTrue();
        assertThat(run.tests()).hasSize(1);
        return run.reused();
    }

    private TestRun run(String program) {
        return new PolicyTester(toolchain, folder.resolve(".cache"), program).run(folder, TestSettings.all());
    }

    private void write(String rule, String suite) throws IOException {
        Files.writeString(folder.resolve("own.rego"), rule);
        Files.writeString(folder.resolve("suite.yaml"), suite);
    }

    /** The outcomes of the suites. */
    private static List<TestOutcome> run(Path policies, boolean compiled) {
        var settings = new TestSettings(null, Duration.ofSeconds(20), false, compiled);
        return new PolicyTester(toolchain, null)
                .run(policies, settings).tests().stream()
                        .filter(outcome -> outcome.file().endsWith("suite.yaml"))
                        .toList();
    }

    private static List<String> names(List<TestOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.group() + "/" + outcome.name())
                .toList();
    }
}
