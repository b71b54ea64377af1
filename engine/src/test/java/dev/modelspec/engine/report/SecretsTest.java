package dev.modelspec.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.source.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports quote lines; what a rule found to be a secret is not in them. */
class SecretsTest {
    private static final String SECRET = "correct-horse-battery-staple";
    private static final String SPEC =
            new String(PolicyBundle.builtInExample("supply-chain/no-secrets-by-name", "fail"), StandardCharsets.UTF_8);
    private static final String VARIABLES = """
                  variables:
                    HF_HUB_OFFLINE: "0"
                    HF_TOKEN: correct-horse-battery-staple
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "      variables: {HF_TOKEN: correct-horse-battery-staple}\n",
                "      variables: {HF_HUB_OFFLINE: \"0\", \"HF_TOKEN\": \"correct-horse-battery-staple\", A: b}\n",
                "      variables: {A: &a correct-horse-battery-staple, HF_TOKEN: *a}\n",
                "      variables:\n        HF_TOKEN: |\n          correct-horse-battery-staple\n"
            })
    void aSecretIsNotQuotedWhereverItStands(String variables) throws IOException {
        assertThat(SPEC).contains(VARIABLES);
        String report = report(SPEC.replace(VARIABLES, variables));
        assertThat(report).contains("no-secrets-by-name").doesNotContain(SECRET);
    }

    @Test
    void aSecretIsNotQuotedWhereTheRuleThatNamesItIsOff(@TempDir Path folder) throws IOException {
        Path profile = Files.writeString(folder.resolve("profile.yaml"), """
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: Profile
                metadata: {name: careless}
                spec:
                  extends: regulated
                  rules:
                    supply-chain/no-secrets-by-name: {level: off}
                    runtime/environment-names-reserved: {level: deny}
                """);
        String flow = "      variables: {HF_TOKEN: correct-horse-battery-staple, PYTHONPATH: \"0\"}\n";

        String report = report(SPEC.replace(VARIABLES, flow), profile.toString());

        assertThat(report)
                .doesNotContain("no-secrets-by-name")
                .contains("environment-names-reserved", "{HF_TOKEN: ****")
                .doesNotContain(SECRET);
    }

    @Test
    void theRestOfTheLineIsQuotedInItsPlace() {
        var lines = new SourceLines(
                "a: é𝒳 b\nc\nd: e\n".getBytes(StandardCharsets.UTF_8), List.of(new Region(1, 5, 3, 2)));
        assertThat(lines.line(1)).isEqualTo("a: é***");
        assertThat(lines.line(2)).isEqualTo("*");
        assertThat(lines.line(3)).isEqualTo("*: e");
    }

    private static String report(String spec) throws IOException {
        return report(spec, "regulated");
    }

    private static String report(String spec, String profile) throws IOException {
        byte[] content = spec.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        try (Governance governance = Governance.builder().profile(profile).build()) {
            Evaluation evaluation = governance.evaluate(new Source("spec.yaml", content));
            var report = new TextReport(out, false, false);
            report.begin(new ReportHeader("1", profile));
            report.add(evaluation, content);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
