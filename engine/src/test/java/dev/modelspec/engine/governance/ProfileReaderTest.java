package dev.modelspec.engine.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.policy.Chosen;
import dev.modelspec.engine.policy.Origin;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.RuleSettings;
import dev.modelspec.engine.policy.Settings;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.RuleMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

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
    void aBuiltInProfileWouldPassAsAFileOfAnotherNameToo(String name) throws IOException {
        String text = Files.readString(Path.of("../policies/profiles/" + name + ".yaml"));
        Path copy = Files.writeString(
                folder.resolve("copy.yaml"), text.replaceFirst("(?m)^  name: " + name + "$", "  name: copy"));

        assertThat(choices(read(copy))).isEqualTo(choices(Profile.read(name, CATALOG)));
    }

    /** Each command reads a profile. */
    @Test
    void profilesAreCheckedQuickly() {
        assertThat(ProfileSchema.of(CATALOG).isQuick()).isTrue();
    }

    /** Reports tell the name. */
    @Test
    void aFileCannotCallItselfAsABuiltInProfileIsCalled() throws IOException {
        Path fake = Files.writeString(
                folder.resolve("fake.yaml"), HEAD.replace("mine", "regulated") + "  extends: regulated\n");

        assertThatThrownBy(() -> read(fake))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("fake.yaml:3:18: `regulated` is the name of a built-in profile,");
    }

    @Test
    void whatYamlReadsAsFalseIsALevelOnlyIfItSaysOff() throws IOException {
        Path off = Files.writeString(folder.resolve("off.yaml"), HEAD + """
                  rules:
                    retention/declared: {level: off}
                    privacy/pii-declared: {level: {default: false}}
                """);
        Path no = Files.writeString(folder.resolve("no.yaml"), HEAD + """
                  rules:
                    retention/declared: {level: no}
                    privacy/pii-declared: {level: {ci: No}}
                """);

        assertThat(read(off).usual().level("retention/declared", Surface.CI)).isEqualTo(Level.OFF);
        assertThatThrownBy(() -> read(no))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no.yaml:6:33: `no` is no level. Use one of: deny, warn, off.")
                .hasMessageContaining("no.yaml:7:40: `No` is no level.");
    }

    @Test
    void aFileIsReadWhateverItIsAndWhatCannotBeIsToldWithWhoExtendsIt() throws IOException {
        Files.createDirectory(folder.resolve("some"));
        Path mine = Files.writeString(folder.resolve("mine.yaml"), HEAD + "  extends: some\n");

        assertThatThrownBy(() -> read(mine))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mine.yaml:5:12: Profile some is a folder; name a file in it");
        assertThatThrownBy(() -> Profile.read(folder.toString(), CATALOG))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Profile " + folder + " is a folder; name a file in it");
    }

    @Test
    void aCycleThroughALinkIsOne() throws IOException {
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        Path mine = Files.writeString(folder.resolve("mine.yaml"), HEAD + "  extends: loop/mine.yaml\n");

        assertThatThrownBy(() -> read(mine))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mine.yaml extends itself");
    }

    @Test
    void nobodyCanFollowAHundredThatExtendEachOther() throws IOException {
        for (int i = 0; i < 100; i++) {
            Files.writeString(folder.resolve(i + ".yaml"), HEAD + "  extends: " + (i + 1) + ".yaml\n");
        }

        assertThatThrownBy(() -> read(folder.resolve("0.yaml")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("0.yaml extends more than 50 others, one after the other");
    }

    @Test
    void aParameterThatIsToBeARegularExpressionHasToBeOneOfOpa() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), HEAD + """
                  rules:
                    supply-chain/no-secrets-by-name:
                      params:
                        names: [TOKEN$, '(?<![a-z])KEY']
                    supply-chain/no-secrets-by-shape:
                      params:
                        shapes: {ours: '('}
                """);

        assertThatThrownBy(() -> read(wrong))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("wrong.yaml:8:25: ")
                .hasMessageContaining("names[1]` is `(?<![a-z])KEY`, which is no regular expression of OPA: invalid")
                .hasMessageContaining("wrong.yaml:11:24: ")
                .hasMessageContaining("shapes.ours` is `(`, which is no regular expression of OPA: missing closing )");
    }

    @Test
    void aMinimalSpecsGapsAreWarningsInBaselineAndDenialsInRegulated() {
        var baseline = Profile.read("baseline", CATALOG).usual();
        var regulated = Profile.read("regulated", CATALOG).usual();

        assertThat(baseline.level("retention/declared", Surface.CLI)).isEqualTo(Level.WARN);
        assertThat(regulated.level("retention/declared", Surface.CLI)).isEqualTo(Level.DENY);
        assertThat(CATALOG.rules())
                .extracting(RuleMetadata::id)
                .allSatisfy(
                        rule -> assertThat(regulated.level(rule, Surface.CLI)).isNotEqualTo(Level.OFF));
    }

    @Test
    void eachProfileIsReadOnceHoweverManyExtendIt() throws IOException {
        var profiles = new Profiles(CATALOG, new TreeMap<>());
        String mine = write("mine.yaml", "  extends: regulated\n").toString();

        ProfilePart baseline = profiles.read("baseline").parts().get(0);

        assertThat(profiles.read(mine).parts().get(0)).isSameAs(baseline);
        assertThat(profiles.read("production").parts().get(0)).isSameAs(baseline);
        assertThat(choices(profiles.read(mine))).isEqualTo(choices(Profile.read("regulated", CATALOG)));
        assertThat(profiles.read(mine)).isSameAs(profiles.read(mine));
    }

    @Test
    void aProfileChangesWhatItExtendsAndKeepsTheRest() throws IOException {
        write(
                "base.yaml",
                "  extends: baseline\n  rules:\n    retention/logs-max-days: {level: warn, params: {maxDays: 10}}\n");
        Path mine = write(
                "mine.yaml", "  extends: base.yaml\n  rules:\n    retention/logs-max-days: {level: {audit: off}}\n");

        assertThat(read(mine).name()).isEqualTo("mine");
        Settings profile = read(mine).usual();
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    rules: {privacy/pii-decalred: {level: warn}} | 7:15: | pii-declared
                    rules: {privacy/pii-declared: {level: dney}} | 7:45: | Did you mean `deny`?
                    rules: {privacy/pii-declared: {level: {cli: dney}}} | 7:51: | Did you mean `deny`?
                    rules: {retention/logs-max-days: {params: {maxDay: 3}}} | 7:50: | maxDays
                    rules: {retention/logs-max-days: {params: {maxDays: -3}}} | 7:59: | at least 0
                    rules: {accelerators/approved: {params: {approved: [nvidia/h100, 3]}}} | 7:72: | has to be text
                    ruels: {} | 7:7: | rules
                    objectSelector: {matchLabel: {env: prod}} | 7:24: | matchLabels
                    objectSelector: {matchLabels: {env: true}} | 7:43: | has to be text
                    objectSelector: {matchLabels: {env: pr od}} | 7:43: | cannot be the value of a label
                    objectSelector: {matchLabels: {-env: prod}} | 7:44: | cannot be the name of a label
                    objectSelector: {matchLabels: {Example.com/env: prod}} | 7:55: | cannot be the name of a label
                    objectSelector: {matchExpressions: [{key: env, operator: in}]} | 7:64: | Did you mean `In`?
                    objectSelector: {matchExpressions: [{key: env, operator: NotIn}]} | 7:64: | needs `values`
                    objectSelector: {matchExpressions: [{key: env, operator: Exists, values: [a]}]} | 7:72: | takes no
                    objectSelector: {matchExpressions: [{key: env}]} | 7:44: | operator
                    namespaces: [] | 7:7: | at least 1
                    namespaceSelector: env=prod | 7:26: | namespaceSelector
                    name: two | 7:7: | name
                    """)
    void aWrongOverrideIsRefusedWithItsLine(String content, String place, String hint) throws IOException {
        Path mine = write(
                "mine.yaml",
                "  overrides:\n    - name: one\n      " + content + "\n"
                        + (content.startsWith("rules") ? "" : "      rules: {}\n"));

        assertThatThrownBy(() -> read(mine))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mine.yaml:" + place)
                .hasMessageContaining(hint);
    }

    @Test
    void anOverrideForNoSpecsInParticularIsRefusedAndSoIsASecondOfTheSameName() throws IOException {
        Path mine = write("mine.yaml", """
                  overrides:
                    - name: one
                      rules: {}
                    - name: one
                      namespaces: [a]
                      rules: {}
                """);

        assertThatThrownBy(() -> read(mine))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        thrown -> assertThat(thrown.problems())
                                .containsExactly(
                                        mine
                                                + ":6:13: This override does not say which specs it is for. Add an objectSelector, a"
                                                + " namespaceSelector or namespaces; what is for all specs belongs in spec.rules.",
                                        mine
                                                + ":8:13: There is an override `one` above already. Give each a name of its own."));
    }

    @Test
    void aMistakeInABaseIsShownThere() throws IOException {
        Path base = write("base.yaml", "  rules: {privacy/pii-declared: {level: loud}}\n");
        Path mine = write("mine.yaml", "  extends: base.yaml\n");

        assertThatThrownBy(() -> read(mine))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("Profile " + base + " is wrong:")
                .hasMessageContaining(base + ":5:41:");
    }

    @Test
    void aProfileThatExtendsItselfIsRefusedWithTheLineOfEachStep() throws IOException {
        Path a = write("a.yaml", "  extends: b.yaml\n");
        Path b = write("b.yaml", "  rules: {}\n  extends: a.yaml\n");

        assertThatThrownBy(() -> read(a))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Profile " + a + " extends itself:\n  " + a + ":5:12: extends b.yaml\n  " + b
                        + ":6:12: extends a.yaml");
    }

    @Test
    void aBaseThatIsNotThereIsMissedWhereItIsNamed() throws IOException {
        Path mine = write("mine.yaml", "  extends: regualted\n");

        assertThatThrownBy(() -> read(mine))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Profile " + mine + " is wrong:\n  " + mine + ":5:12: There is no profile regualted: it is"
                        + " neither a file nor one of " + String.join(", ", PolicyBundle.builtInProfiles())
                        + ". Did you mean regulated?");
    }

    @Test
    void everyChoiceKnowsItsLine() throws IOException {
        Path mine = write("mine.yaml", """
                  extends: baseline
                  rules:
                    retention/logs-max-days:
                      level: {admission: deny, default: warn}
                      params:
                        maxDays: 3
                  overrides:
                    - name: prod
                      objectSelector: {}
                      rules:
                        retention/logs-max-days:
                          level: {ci: off}
                """);

        ProfilePart part = read(mine).parts().get(1);

        var rule = new Settings(part.rules()).rule("retention/logs-max-days");
        var override = new Settings(part.overrides().get(0).rules()).rule("retention/logs-max-days");
        assertThat(rule.levels())
                .containsEntry(Surface.ADMISSION, chosen(Level.DENY, mine, 8, null))
                .containsEntry(Surface.CLI, chosen(Level.WARN, mine, 8, null))
                .hasSize(4);
        assertThat(rule.parameters())
                .containsExactly(Map.entry("maxDays", chosen(JsonNodeFactory.instance.numberNode(3), mine, 10, null)));
        assertThat(override)
                .isEqualTo(new RuleSettings(Map.of(Surface.CI, chosen(Level.OFF, mine, 16, "prod")), Map.of()));
    }

    private static <T> Chosen<T> chosen(T value, Path file, int line, @Nullable String override) {
        return new Chosen<>(value, new Origin(file.toString(), false, line, override));
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

    @ParameterizedTest
    @CsvSource({"'',4", "'---\n',5"})
    void ofSeveralDocumentsTheSecondIsShown(String start, int line) throws IOException {
        String profile = "apiVersion: governance.modelspec.dev/v1alpha1\nkind: Profile\nmetadata: {name: mine}\n";
        Path file = Files.writeString(
                folder.resolve("mine.yaml"), start + profile + "--- # two\n" + profile + "---\n" + profile);

        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("Profile " + file + " is wrong:\n  " + file + ":" + line
                        + ":1: Here begins the second of 3 documents; there must be one.");
    }

    @Test
    void anUnknownProfileIsRefusedWithTheNamesOfThoseThereAre() {
        assertThatThrownBy(() -> Profile.read("strict", CATALOG))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("There is no profile strict: it is neither a file nor one of "
                        + String.join(", ", PolicyBundle.builtInProfiles()));
    }

    /** Without what depends on where they stand. */
    private static List<String> choices(Profile profile) {
        Settings settings = profile.usual();
        var choices = new ArrayList<String>();
        for (RuleMetadata rule : CATALOG.rules()) {
            for (Surface surface : Surface.values()) {
                choices.add(rule.id() + " " + surface + " " + settings.level(rule.id(), surface));
            }
        }
        choices.add(settings.parameters(CATALOG).toString());
        return choices;
    }

    private static Profile read(Path profile) {
        return Profile.read(profile.toString(), CATALOG);
    }

    private Path write(String name, String spec) throws IOException {
        return Files.writeString(folder.resolve(name), HEAD + spec);
    }
}
