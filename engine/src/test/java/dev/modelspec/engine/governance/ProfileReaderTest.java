package dev.modelspec.engine.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.Profile;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.RuleMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileReaderTest {
    private static final String HEAD = """
            apiVersion: governance.modelspec.dev/v1alpha1
            kind: Profile
            metadata: {name: mine}
            spec:
            """;

    private static final RuleCatalog CATALOG = PolicyBundle.builtIn().catalog();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"baseline", "production", "regulated"})
    void aBuiltInProfileWouldPassAsAFileToo(String name) throws IOException {
        Path copy = Files.copy(Path.of("../policies/profiles/" + name + ".yaml"), folder.resolve("copy.yaml"));

        assertThat(read(copy)).isEqualTo(new ProfileReader(CATALOG).read(name));
    }

    @Test
    void aMinimalSpecsGapsAreWarningsInBaselineAndDenialsInRegulated() {
        var baseline = new ProfileReader(CATALOG).read("baseline");
        var regulated = new ProfileReader(CATALOG).read("regulated");

        assertThat(baseline.level("retention/declared", Surface.CLI)).isEqualTo(Level.WARN);
        assertThat(regulated.level("retention/declared", Surface.CLI)).isEqualTo(Level.DENY);
        assertThat(CATALOG.rules())
                .extracting(RuleMetadata::id)
                .allSatisfy(
                        rule -> assertThat(regulated.level(rule, Surface.CLI)).isNotEqualTo(Level.OFF));
    }

    @Test
    void aProfileChangesWhatItExtendsAndKeepsTheRest() throws IOException {
        write(
                "base.yaml",
                "  extends: baseline\n  rules:\n    retention/logs-max-days: {level: warn, params: {maxDays: 10}}\n");
        Path mine = write(
                "mine.yaml", "  extends: base.yaml\n  rules:\n    retention/logs-max-days: {level: {audit: off}}\n");

        Profile profile = read(mine);

        assertThat(profile.name()).isEqualTo("mine");
        assertThat(profile.level("retention/logs-max-days", Surface.CLI)).isEqualTo(Level.WARN);
        assertThat(profile.level("retention/logs-max-days", Surface.AUDIT)).isEqualTo(Level.OFF);
        assertThat(profile.level("privacy/pii-declared", Surface.CLI)).isEqualTo(Level.WARN);
        assertThat(profile.parameters(CATALOG)
                        .at("/retention/logs-max-days/maxDays")
                        .asInt())
                .isEqualTo(10);
        assertThat(profile.parameters(CATALOG).at("/accelerators/count-max/max").isNumber())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rules: {privacy/pii-decalred: {level: warn}} | mine.yaml:5:11: | pii-declared
                    rules: {privacy/pii-declared: {level: loud}} | mine.yaml:5:41: | deny
                    rules: {privacy/pii-declared: {levle: warn}} | mine.yaml:5:34: | level
                    rules: {retention/logs-max-days: {params: {maxDay: 3}}} | mine.yaml:5:46: | maxDays
                    rules: {retention/logs-max-days: {params: {maxDays: few}}} | mine.yaml:5:55: | whole number
                    extends: [baseline] | mine.yaml:5:3: | has to be text
                    exteds: baseline | mine.yaml:5:3: | extends
                    """)
    void aWrongProfileIsRefusedWithItsLine(String content, String place, String hint) throws IOException {
        Path mine = write("mine.yaml", "  " + content + "\n");

        assertThatThrownBy(() -> read(mine))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(place)
                .hasMessageContaining(hint);
    }

    @Test
    void aProfileThatExtendsItselfIsRefused() throws IOException {
        write("a.yaml", "  extends: b.yaml\n");
        write("b.yaml", "  extends: a.yaml\n");

        assertThatThrownBy(() -> read(folder.resolve("a.yaml")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("extends itself");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    kind: ModelSpec | does not say that it is a Profile
                    {apiVersion: apps/v1, kind: Deployment} | is not a profile
                    a: [ | mine.yaml:
                    '' | mine.yaml
                    """)
    void whatIsNoProfileIsRefused(String content, String hint) throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.yaml"), content + "\n");

        assertThatThrownBy(() -> read(mine))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(hint);
    }

    @Test
    void anUnknownProfileIsRefusedWithTheNamesOfThoseThereAre() {
        assertThatThrownBy(() -> new ProfileReader(CATALOG).read("strict"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "There is no profile strict: it is neither a file nor one of baseline, production, regulated");
    }

    private static Profile read(Path profile) {
        return new ProfileReader(CATALOG).read(profile.toString());
    }

    private Path write(String name, String spec) throws IOException {
        return Files.writeString(folder.resolve(name), HEAD + spec);
    }
}
