package dev.modelspec.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewRuleTest {
    @TempDir
    private Path folder;

    @Test
    void theFolderOfARuleIsComplete() throws IOException {
        NewRule.Written written = write("ownership/team-label");

        assertThat(files())
                .containsExactly(
                        "profiles/organisation.yaml",
                        "rules/ownership/team-label/fail.modelspec.yaml",
                        "rules/ownership/team-label/pass.modelspec.yaml",
                        "rules/ownership/team-label/suite.yaml",
                        "rules/ownership/team-label/team_label.rego",
                        "rules/ownership/team-label/team_label_test.rego");
        assertThat(written.folder()).isEqualTo(folder.resolve("rules/ownership/team-label"));
        assertThat(written.files()).hasSize(5);
    }

    @Test
    void noPlaceholderIsLeft() throws IOException {
        write("ownership/team-label");

        for (String file : files()) {
            assertThat(Files.readString(folder.resolve(file))).doesNotContain("{{");
        }
    }

    @Test
    void anotherRuleIsAddedToTheProfileWhichStaysAsItIs() throws IOException {
        Path profile = folder.resolve("profiles/mine.yaml");
        Files.createDirectories(profile.getParent());
        String before = """
                # Ours.
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: Profile
                metadata: {name: mine}
                spec:
                  extends: regulated # as agreed
                  rules: # by category
                    # Said twice.
                    privacy/pii-declared: {level: deny}
                """;
        Files.writeString(profile, before);
        Files.setPosixFilePermissions(profile, PosixFilePermissions.fromString("rw-rw----"));

        assertThat(write("ownership/team-label").profile()).isEqualTo(profile);

        assertThat(profile).hasContent(before.replace("# by category\n", """
                        # by category
                            ownership/team-label:
                              level: warn
                              params:
                                label: team
                        """));
        assertThat(Files.getPosixFilePermissions(profile)).isEqualTo(PosixFilePermissions.fromString("rw-rw----"));
        assertThat(files()).noneMatch(file -> file.endsWith(".draft"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"  rules: {}\n", "  extends: baseline\n", "  rules:\n        a/b: {level: warn}\n"})
    void aProfileThatCannotBeAddedToIsRefusedBeforeAnythingIsWritten(String spec) throws IOException {
        Path profile = folder.resolve("profiles/mine.yaml");
        Files.createDirectories(profile.getParent());
        Files.writeString(
                profile,
                "apiVersion: governance.modelspec.dev/v1alpha1\nkind: Profile\nmetadata: {name: mine}\nspec:\n" + spec);

        assertThatThrownBy(() -> write("ownership/team-label"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Profile " + profile + " cannot be added to");
        assertThat(files()).containsExactly("profiles/mine.yaml");
    }

    @Test
    void ofSeveralProfilesOneHasToBeNamed() throws IOException {
        Files.createDirectories(folder.resolve("profiles"));
        for (String name : List.of("a", "b")) {
            Files.writeString(folder.resolve("profiles/" + name + ".yaml"), "");
        }

        assertThatThrownBy(() -> write("ownership/team-label"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("several profiles: say with --profile");
    }

    @Test
    void aProfileThatIsNamedIsMadeBesideOthers() throws IOException {
        write("ownership/team-label");

        NewRule.Written written = NewRule.write(folder, RuleId.of("ownership/other"), "strict");

        assertThat(written.profile()).isEqualTo(folder.resolve("profiles/strict.yaml"));
        assertThat(written.profileIsNew()).isTrue();
        assertThat(written.profile()).content().contains("name: strict").contains("ownership/other");
        assertThat(folder.resolve("rules/ownership/other/suite.yaml")).content().contains("profiles/strict.yaml");
        assertThatThrownBy(() -> NewRule.write(folder, RuleId.of("ownership/third"), "production"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("A profile cannot be called production, for a built-in one is; make one that extends it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"schema/x", "syntax/x"})
    void categoriesOfTheEngineAreRefused(String id) {
        assertThatThrownBy(() -> write(id))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is the category of the engine's own findings");
    }

    @Test
    void nothingIsLeftOfARuleThatCannotBeWrittenWholly() throws IOException {
        Files.createDirectories(folder.resolve("rules"));
        Files.createSymbolicLink(folder.resolve("profiles"), Path.of("/dev/null/profiles"));

        assertThatThrownBy(() -> write("ownership/team-label")).isInstanceOf(IOException.class);
        assertThat(folder.resolve("rules")).doesNotExist();
    }

    @Test
    void anIdWhoseFileWouldBeOneOfTestsIsRefused() {
        assertThatThrownBy(() -> write("perf/load-test"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("its file would be *_test.rego");
    }

    @Test
    void nothingIsOverwritten() throws IOException {
        write("ownership/team-label");

        assertThatThrownBy(() -> write("ownership/team-label"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("There is a rule ownership/team-label already: ");
    }

    @Test
    void aBuiltInRuleIsNotWrittenAgain() {
        assertThatThrownBy(() -> write("privacy/pii-declared"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("is built in");
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a/b/c", "A/b", "a/b_c", "a/-b", "a/b--c", "../b", "a/..", "a b/c"})
    void whatIsNoIdIsRefused(String id) {
        assertThatThrownBy(() -> write(id))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("such as privacy/pii-declared");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            cost/budget        , modelspec.rules.cost.budget               , budget
            supply-chain/no-tag, `modelspec.rules["supply-chain"]["no-tag"]`, no_tag as no_tag
            cost/2fa           , `modelspec.rules.cost["2fa"]`              , rule as rule
            in/true            , `modelspec.rules["in"]["true"]`            , rule as rule
            data/input         , modelspec.rules.data.input                , rule as rule
            """)
    void namesAreWrittenAsRegoWantsThem(String id, String packageName, String importName) {
        RuleId rule = RuleId.of(id);

        assertThat(rule.packageName()).isEqualTo(packageName);
        assertThat(rule.importName() + rule.importAlias()).isEqualTo(importName);
    }

    private NewRule.Written write(String id) throws IOException {
        return NewRule.write(folder, RuleId.of(id), null);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
