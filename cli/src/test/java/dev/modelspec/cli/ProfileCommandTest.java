package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ProfileCommandTest {
    private static final String SPEC = "../examples/08-full-production.modelspec.yaml";

    @TempDir
    private Path folder;

    private String profile = "";

    @BeforeEach
    void writeProfile() throws IOException {
        profile = Files.writeString(folder.resolve("p.yaml"), """
                        apiVersion: governance.modelspec.dev/v1alpha1
                        kind: Profile
                        metadata: {name: mine, description: With limits of our own.}
                        spec:
                          extends: production
                          rules:
                            accelerators/count-max: {level: {default: warn, ci: deny}, params: {max: 4}}
                          overrides:
                            - name: prod
                              objectSelector: {matchLabels: {environment: production}}
                              namespaceSelector: {matchExpressions: [{key: env, operator: In, values: [prod, staging]}]}
                              rules: {accelerators/count-max: {level: deny, params: {max: 2}}}
                            - name: eu only
                              objectSelector: {matchLabels: {region: eu}}
                              rules: {accelerators/count-max: {level: off}}
                        """).toString();
    }

    @Test
    void theBuiltInProfilesAreListedWithWhatTheyExtend() {
        Run run = Run.of("profile", "list");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out().lines().filter(line -> !line.startsWith(" ")))
                .containsExactly(
                        "baseline",
                        "production  extends baseline",
                        "regulated  extends production, which extends baseline");
        assertThat(JsonMapper.shared()
                        .readTree(Run.of("profile", "list", "--format=json").out())
                        .at("/profiles/2/extends")
                        .toString())
                .isEqualTo("[\"production\",\"baseline\"]");
    }

    @Test
    void aProfileIsShownWithThePlaceOfEveryChoice() {
        String out = Run.of("profile", "show", profile).out().replace(folder + "/", "");

        // Where the first lines break depends on the length of the folder's name.
        assertThat(out.replaceAll("\\s+", " "))
                .startsWith("mine p.yaml extends production, which extends baseline. With limits of our own. ");
        assertThat(out).contains("""

                accelerators/count-max
                  warn  cli, admission, audit  p.yaml:7
                  deny  ci  p.yaml:7
                  max = 4  p.yaml:7
                  maxByType = {}  default
                """);
        assertThat(out).contains("\nretention/logs-max-days\n  deny  baseline\n  maxDays = 365  baseline\n");
        assertThat(out).endsWith("""

                override prod  p.yaml:9
                  for specs whose label environment is production, and namespace label env is
                  prod or staging
                  accelerators/count-max
                    deny  p.yaml:12
                    max = 2  p.yaml:12

                override eu only  p.yaml:13
                  for specs whose label region is eu
                  accelerators/count-max
                    off  p.yaml:15
                """);
        // A pattern that is longer than a line has one to itself.
        assertThat(out.lines())
                .filteredOn(line -> line.strip().contains(" "))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void whatAppliesToASpecIsShownWithTheReasons() {
        String out = Run.of(
                        "profile", "show", "--resolved", SPEC, "--namespace=p", "--namespace-label=env=prod", profile)
                .out()
                .replace(folder + "/", "");

        assertThat(out).startsWith(SPEC + """
                : support-chat-production
                  Profile mine, asked at cli.

                override prod applies  p.yaml:9
                  yes  label environment is production
                  yes  namespace label env is prod or staging (it is prod)

                override eu only does not apply  p.yaml:13
                  no   label region is eu (it is not set)
                """);
        assertThat(out).contains("""
                accelerators/count-max
                  deny  p.yaml:12, override prod
                  max = 2  p.yaml:12, override prod
                  maxByType = {}  default
                """);
        assertThat(Run.of("profile", "show", "--resolved", SPEC, profile).out())
                .contains("  no   namespace label env is prod or staging (no namespace is known)\n")
                .contains("\n  warn  ");
    }

    @Test
    void whatAppliesIsToldToProgramsToo() {
        var json = JsonMapper.shared()
                .readTree(Run.of("profile", "show", "--format=json", "--surface=ci", "--resolved", SPEC, profile)
                        .out());

        assertThat(json.at("/surface").asString()).isEqualTo("ci");
        assertThat(json.at("/overrides/0/applies").asBoolean()).isFalse();
        assertThat(json.at("/overrides/0/checks/0/met").asBoolean()).isTrue();
        assertThat(json.at("/rules/accelerators~1count-max/level/value").asString())
                .isEqualTo("deny");
        assertThat(json.at("/rules/accelerators~1count-max/parameters/max/from/line")
                        .asInt())
                .isEqualTo(7);
        assertThat(JsonMapper.shared()
                        .readTree(Run.of("profile", "show", "--format=json", profile)
                                .out())
                        .at("/overrides/1/conditions/0/values/0")
                        .asString())
                .isEqualTo("eu");
    }

    @Test
    void mistakesAreExplained() {
        assertThat(Run.of("profile", "show", "regualted"))
                .returns(2, Run::exitCode)
                .satisfies(run -> assertThat(run.err()).contains("Did you mean regulated?"));
        assertThat(Run.of("profile", "show", "--resolved", folder + "/absent.yaml"))
                .returns(2, Run::exitCode)
                .satisfies(run -> assertThat(run.err()).contains("absent.yaml: there is no such file"));
        assertThat(Run.of("", Map.of(), false, "profile", "show", "--resolved", "-"))
                .returns(2, Run::exitCode)
                .satisfies(run -> assertThat(run.err()).contains("<stdin> has no ModelSpec that can be read"));
        assertThat(Run.of("profile")).returns(2, Run::exitCode);
    }
}
