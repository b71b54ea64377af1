package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** The files {@code *.txt} are what a person sees; {@code -Dgolden.update=true} writes those of explanations anew. */
@Tag("slow")
class ExplainTest {
    private static final Path FOLDER = Path.of("src/test/resources/explain");
    private static final String LOGS = "retention/logs-max-days";

    @ParameterizedTest
    @CsvSource({
        "finds-something,     long-logs,  retention/logs-max-days",
        "a-comparison-fails,  short-logs, retention/logs-max-days",
        "a-field-is-missing,  long-logs,  privacy/pii-retention",
        "a-helper-negated,    short-logs, retention/declared",
        "two-bodies,          short-logs, scaling/targets-fit-strategy",
        "two-specs,           two,        retention/logs-max-days",
    })
    void anExplanationShowsTheLinesThatHoldAndTheValuesThatDecide(String expected, String spec, String rule)
            throws IOException {
        assertShown(expected, Run.of("explain", spec(spec), "--rule", rule));
    }

    @Test
    void noRuleIsAskedOfASpecThatBreaksItsSchema() throws IOException {
        assertThat(Run.of("explain", spec("broken"), "--rule", LOGS))
                .isEqualTo(new Run(1, text("breaks-its-schema"), ""));
    }

    @Test
    void anUnknownRuleIsAnsweredWithTheOneThatWasMeant() {
        assertThat(Run.of("explain", spec("long-logs"), "--rule", "retention/log-max-days"))
                .isEqualTo(new Run(2, "", """
                        modelspec: There is no rule retention/log-max-days. Did you mean retention/logs-max-days?
                        Try `modelspec explain --help`.
                        """));
    }

    @Test
    void whatCannotBeReadOrIsNotThereIsSaid() {
        assertThat(Run.of("explain", "no-such.yaml", "--rule", LOGS))
                .isEqualTo(new Run(2, "", "modelspec: no-such.yaml: there is no such file or folder\n"));
        assertThat(Run.of("explain", spec("two"), "--rule", LOGS, "--name", "another"))
                .isEqualTo(new Run(2, "", "modelspec: " + spec("two") + " has no ModelSpec with the name another\n"));
    }

    @Test
    void theSettingsAreThoseOfTheOverridesThatApply() throws IOException {
        String profile = FOLDER.resolve("limits.yaml").toString();
        assertShown(
                "an-override-applies",
                Run.of("explain", spec("two"), "--rule", LOGS, "--profile", profile, "--name", "claims-assistant"));
        assertThat(Run.of("explain", spec("long-logs"), "--rule=" + LOGS, "--profile=" + profile, "--namespace=sandbox")
                        .out())
                .contains("\n  It finds something, which does not count, for it is off:\n");
    }

    @Test
    void coloursAreAllThatATerminalAdds() throws IOException {
        Run run = Run.of("explain", spec("short-logs"), "--rule", LOGS, "--color", "always");

        assertThat(run.out()).contains("\u001b[1;33m✗\u001b[0m").contains("\u001b[1;33mdays > _max_days\u001b[0m");
        assertThat(run.out().replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(text("a-comparison-fails"));
    }

    @Test
    void programsGetTheSame() {
        var spec = JsonMapper.shared()
                .readTree(Run.of("explain", spec("short-logs"), "--rule", LOGS, "--format", "json")
                        .out())
                .at("/specs/0");

        assertThat(spec.path("asked").asBoolean()).isTrue();
        assertThat(spec.path("level").asString()).isEqualTo("deny");
        assertThat(spec.path("parameters").toString()).isEqualTo("{\"maxDays\":365}");
        assertThat(spec.path("findings").toString()).isEqualTo("[]");
        assertThat(spec.at("/definitions/0/steps/1").toString()).isEqualTo("""
                {"line":32,"column":2,"text":"days > _max_days","outcome":"failed","locals":{"days":"30"},\
                "reads":{"_max_days":"365"}}""");
        assertThat(spec.at("/definitions/0/steps/2/outcome").asString()).isEqualTo("not-reached");
    }

    @Test
    void rulesOfOnesOwnAreExplainedFromAFolderAndFromABundle(@TempDir Path folder, @TempDir Path cache)
            throws IOException {
        var environment = Map.of("XDG_CACHE_HOME", cache.toString());
        String policies = folder.resolve("policies").toString();
        String bundle = folder.resolve("policies.tar.gz").toString();
        Run.of("", environment, false, "new", "rule", "supply-chain/team-label", "--in", policies);
        Run.of("", environment, false, "bundle", "build", policies, "--output", bundle);
        String spec = folder.resolve("policies/rules/supply-chain/team-label/fail.modelspec.yaml")
                .toString();

        for (String place : new String[] {policies, bundle}) {
            Run run = Run.of(
                    "",
                    environment,
                    false,
                    "explain",
                    spec,
                    "--rule=supply-chain/team-label",
                    "--policies=" + place,
                    "--profile=" + folder.resolve("policies/profiles/organisation.yaml"));
            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out())
                    .contains("\n  It finds something:\n")
                    .contains("rules/supply-chain/team-label/team_label.rego\n")
                    .contains("  not _labelled\n")
                    .contains("\n  _labelled, line ")
                    .contains(" input.metadata.labels = {\"env\": \"prod\"}\n");
        }
    }

    @Test
    void ofExpressionsOnOneLineEachIsShownByItself(@TempDir Path folder, @TempDir Path cache) throws IOException {
        var environment = Map.of("XDG_CACHE_HOME", cache.toString());
        Path policies = folder.resolve("policies");
        Run.of("", environment, false, "new", "rule", "retention/short-logs", "--in", policies.toString());
        Path rego = policies.resolve("rules/retention/short-logs/short_logs.rego");
        String written = Files.readString(rego);
        Files.writeString(rego, written.substring(0, written.indexOf("report contains finding if")) + """
                report contains result.fail(rego.metadata.chain(), {"path": ["spec"], "message": "Long"}) if {
                	days := input.spec.governance.compliance.retention.logsDays; days > 31; is_string(
                		days,
                	); true
                }
                """);

        Run run = Run.of(
                "",
                environment,
                false,
                "explain",
                spec("short-logs"),
                "--rule=retention/short-logs",
                "--policies=" + policies,
                "--profile=" + policies.resolve("profiles/organisation.yaml"));

        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().filter(line -> line.matches("    [✓✗· ]   ?\\d\\d  .*")))
                .containsExactly(
                        "    ✓   26  days := input.spec.governance.compliance.retention.logsDays",
                        "    ✗   26  days > 31",
                        "    ·   26  is_string(",
                        "        27    days,",
                        "        28  )",
                        "    ·   28  true");
    }

    @Test
    void secretsAreShownByNoneOfIt() {
        String spec = "../policies/rules/supply-chain/no-secrets-by-name/fail.modelspec.yaml";
        String rule = "--rule=supply-chain/no-secrets-by-name";
        for (String format : new String[] {"text", "json"}) {
            Run run = Run.of("explain", spec, rule, "--format", format);

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("***").doesNotContainIgnoringCase("correct-horse");
        }
    }

    @Test
    void whatHasAPartInTheFindingIsShownHoweverFarItIsAway(@TempDir Path folder, @TempDir Path cache)
            throws IOException {
        var environment = Map.of("XDG_CACHE_HOME", cache.toString());
        Path policies = folder.resolve("policies");
        Run.of("", environment, false, "new", "rule", "retention/short-logs", "--in", policies.toString());
        Files.writeString(policies.resolve("data.json"), "{\"limits\": {\"days\": {\"log\": 3}}}");
        Path rego = policies.resolve("rules/retention/short-logs/short_logs.rego");
        String written = Files.readString(rego);
        String head = written.substring(0, written.indexOf("report contains finding if"));
        Files.writeString(
                rego, head.replace("import data", "import data.modelspec.lib.environment\nimport data") + """
                report contains _fail("all")

                report contains _fail("long") if _long

                _long if {
                	environment.declared == _allowed
                	input.spec.governance.compliance.retention.logsDays > _limit
                }

                default _limit := 0.01

                _limit := data.limits.days[_key]

                _key := "log"

                _allowed contains name if some name in ["staging"]

                _fail(message) := result.fail(rego.metadata.chain(), {"path": [], "message": message})
                """);

        Run run = Run.of(
                "",
                environment,
                false,
                "explain",
                spec("short-logs"),
                "--rule=retention/short-logs",
                "--policies=" + policies,
                "--profile=" + policies.resolve("profiles/organisation.yaml"));

        assertThat(run.err()).isEmpty();
        assertThat(run.out().substring(run.out().indexOf("  report, line"))).isEqualTo("""
                  report, line 26: holds
                    ✓   26  report contains _fail("all")

                  report, line 28: holds
                    ✓   28  report contains _fail("long") if _long
                              _long = true

                  _long, line 30: holds
                    ✓   31  environment.declared == _allowed
                    ✓   32  input.spec.governance.compliance.retention.logsDays > _limit
                              _allowed = {"staging"}
                              _limit = 3
                              environment.declared = {"staging"}
                              input.spec.governance.compliance.retention.logsDays = 30

                  _limit, line 35: not reached
                    ·   35  default _limit := 0.01

                  _limit, line 37: holds
                    ✓   37  _limit := data.limits.days[_key]
                              _key = "log"
                              data.limits.days = {"log": 3}

                  _allowed, line 41: holds
                    ✓   41  _allowed contains name if some name in ["staging"]
                              name = "staging"

                  ✓ held   ✗ did not hold   · not reached
                """);
    }

    private static void assertShown(String expected, Run run) throws IOException {
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(FOLDER.resolve(expected + ".txt"), run.out());
        }
        assertThat(run).isEqualTo(new Run(0, text(expected), ""));
    }

    private static String spec(String name) {
        return FOLDER.resolve(name + ".modelspec.yaml").toString();
    }

    private static String text(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name + ".txt"));
    }
}
