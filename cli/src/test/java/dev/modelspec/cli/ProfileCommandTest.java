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
    void profilesThatComeWithPoliciesAreListedToo() throws IOException {
        Path policies = Files.createDirectories(folder.resolve("policies/profiles"));
        Files.writeString(policies.resolve("acme.yaml"), """
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: Profile
                metadata: {name: acme, description: As we have it.}
                spec: {extends: production}
                """);

        Run run = Run.of("profile", "list", "--policies=" + policies.getParent());

        assertThat(run).returns(0, Run::exitCode).returns("", Run::err);
        assertThat(run.out())
                .startsWith("baseline\n")
                .endsWith("\nacme  extends production, which extends baseline\n  As we have it.\n");
        assertThat(Run.of("profile", "list", "--policies=" + folder.resolve("none")))
                .returns(2, Run::exitCode);
    }

    @Test
    void aProfileIsShownWithThePlaceOfEveryChoice() {
        String out = Run.of("profile", "show", profile).out().replace(folder + "/", "");

        // Where the first lines break depends on the length of the folder's name.
        assertThat(out.replaceAll("\\s+", " "))
                .startsWith("mine p.yaml extends production, which extends baseline. With limits of our own."
                        + " A waiver lasts 180 days at most. ");
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
                  A waiver lasts 180 days at most.

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
                        .out())
                .at("/specs/0");

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
    void severalDocumentsOfAFileAreToldApartAndOneThatCannotBeReadIsMissed() throws IOException {
        String spec = Files.readString(Path.of(SPEC));
        String several = Files.writeString(folder.resolve("several.yaml"), spec + "---\n" + spec + "---\na: [\n")
                .toString();

        Run run = Run.of("profile", "show", profile, "--resolved", several);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("modelspec: " + several
                        + " has a document that cannot be read, number 3; `modelspec check` says why\n");
        assertThat(run.out())
                .contains(several + ", document 1: support-chat-production\n")
                .contains("\n" + several + ", document 2: support-chat-production\n");
        assertThat(JsonMapper.shared()
                        .readTree(Run.of("profile", "show", profile, "--format=json", "--resolved", several)
                                .out())
                        .at("/specs/1/document")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void rulesAreListedWithTheLevelsOfOtherSurfacesAndWithOverrides() {
        assertThat(Run.of("rules", "--profile", profile).out())
                .containsPattern("accelerators/count-max +warn  ")
                .contains(" deny at ci\n")
                .contains(" override prod changes it\n")
                .contains(" override eu only changes it\n");
        assertThat(Run.of(
                                "",
                                Map.of("CI", "true"),
                                false,
                                "rules",
                                "show",
                                "accelerators/count-max",
                                "--profile=" + profile)
                        .out())
                .contains("""
                          level     deny (profile mine)
                                    warn at cli
                                    warn at admission
                                    warn at audit
                                    override prod changes it
                                    override eu only changes it
                        """);
        assertThat(JsonMapper.shared()
                        .readTree(Run.of(
                                        "rules",
                                        "show",
                                        "accelerators/count-max",
                                        "--format=json",
                                        "--profile=" + profile)
                                .out())
                        .at("/rule/levels/ci")
                        .asString())
                .isEqualTo("deny");
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
        assertThat(Run.of("profile", "show", "--namespace=prod", profile))
                .returns(2, Run::exitCode)
                .satisfies(run -> assertThat(run.err()).contains("say where specs are: name some with --resolved"));
    }
}
