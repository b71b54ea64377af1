package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What surrounds a spec, told on the command line. */
class ContextTest {
    private static final String SPEC = "../examples/00-minimal.modelspec.yaml";

    @TempDir
    private Path folder;

    private String profile = "";

    @BeforeEach
    void writeProfile() throws IOException {
        profile = Files.writeString(folder.resolve("p.yaml"), """
                        apiVersion: governance.modelspec.dev/v1alpha1
                        kind: Profile
                        metadata: {name: p}
                        spec:
                          extends: baseline
                          rules:
                            accelerators/count-max: {level: {default: off, ci: deny}, params: {max: 0}}
                          overrides:
                            - name: named
                              namespaces: [prod-*]
                              rules: {accelerators/count-max: {level: warn, params: {max: 0}}}
                            - name: labelled
                              namespaceSelector: {matchLabels: {env: prod}}
                              rules: {accelerators/count-max: {level: deny, params: {max: 0}}}
                            - name: by the label that Kubernetes gives
                              namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: quiet}}
                              rules: {accelerators/count-max: {level: off}}
                        """).toString();
    }

    @Test
    void aProfileChoosesByNamespaceAndItsLabels() {
        assertThat(level()).isEqualTo("off");
        assertThat(level("--namespace=prod-eu")).isEqualTo("warn");
        assertThat(level("--namespace=prod-eu", "--namespace-label=env=dev")).isEqualTo("warn");
        assertThat(level("--namespace=prod-eu", "--namespace-label=a=b", "--namespace-label", "env=prod"))
                .isEqualTo("deny");
        assertThat(level("--namespace-label=env=prod")).isEqualTo("deny");
        assertThat(level("--namespace=quiet", "--namespace-label=env=prod")).isEqualTo("off");
    }

    @Test
    void whatIsLeftOutForWantOfANamespaceIsSaid() {
        assertThat(Run.of("check", "--profile=" + profile, SPEC).err()).isEqualTo("""
                modelspec: Of the profile p, what it chooses by namespaces is left out where these are not known (named, labelled, by the label that Kubernetes gives); say --namespace NAME and --namespace-label NAME=VALUE
                """);
        assertThat(Run.of("audit", "--profile=" + profile, "--namespace=prod-eu", SPEC)
                        .err())
                .isEqualTo("""
                modelspec: Of the profile p, what it chooses by labels of namespaces is left out where they are not known (labelled); say --namespace-label NAME=VALUE
                """);
        assertThat(Run.of("check", "--profile=" + profile, "--namespace=prod-eu", "--namespace-label=env=prod", SPEC)
                        .err())
                .isEmpty();
        assertThat(Run.of("audit", "--profile=" + profile, "-n=prod-eu", "--namespace-label=env=prod", SPEC)
                        .err())
                .isEmpty();
    }

    @Test
    void theSurfaceIsCiWhereTheVariableSaysSoAndNothingElseIsSaid() {
        assertThat(level(Map.of("CI", "true"))).isEqualTo("deny");
        assertThat(level(Map.of("CI", "woodpecker"))).isEqualTo("deny");
        assertThat(level(Map.of("CI", "false"))).isEqualTo("off");
        assertThat(level(Map.of("CI", ""))).isEqualTo("off");
        assertThat(level(Map.of("CI", "true"), "--surface=cli")).isEqualTo("off");
        assertThat(level(Map.of(), "--surface=ci")).isEqualTo("deny");
        assertThat(level(Map.of("CI", "true"), "--surface=admission")).isEqualTo("off");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --namespace-label=env | --namespace-label must be NAME=VALUE, such as env=prod, not env
                    --namespace-label==prod | --namespace-label must be NAME=VALUE, such as env=prod, not =prod
                    --namespace= | --namespace must be lower-case letters, digits and `-`, at most 63, not ``
                    --namespace=PROD-1 | --namespace must be lower-case letters, digits and `-`, at most 63, not `PROD-1`
                    --namespace-label=env= prod | --namespace-label cannot be `env= prod`: a name and a value have
                    --surface=cluster | Invalid value for option '--surface': expected one of [CLI, CI, ADMISSION, AUDIT]
                    """)
    void wrongOnesAreExplained(String option, String message) {
        Run run = Run.of("check", option, SPEC);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }

    @Test
    void aLabelHasOneValue() {
        assertThat(Run.of("check", "--namespace-label=a=1", "--namespace-label=a=2", SPEC)
                        .err())
                .contains("--namespace-label gives a two values, 1 and 2");
    }

    private String level(String... options) {
        return level(Map.of(), options);
    }

    private String level(Map<String, String> environment, String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "check";
        arguments[1] = "--format=json";
        arguments[2] = "--profile=" + profile;
        arguments[3] = SPEC;
        System.arraycopy(options, 0, arguments, 4, options.length);
        String report = Run.of("", environment, false, arguments).out();
        int rule = report.indexOf("accelerators/count-max");
        if (rule < 0) {
            return "off";
        }
        return report.substring(rule).replaceFirst("(?s).*?\"level\" : \"([a-z]+)\".*", "$1");
    }
}
