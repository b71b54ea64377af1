package dev.modelspec.testing.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.testing.NewRule;
import dev.modelspec.testing.RuleId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class PolicyLinterTest {
    private static RegoToolchain toolchain;

    @TempDir
    private Path folder;

    private Path rule;
    private Path tests;

    @BeforeAll
    static void start() {
        toolchain = new RegoToolchain();
    }

    @AfterAll
    static void stop() {
        toolchain.close();
    }

    @BeforeEach
    void writeRule() throws IOException {
        Path own =
                NewRule.write(folder, RuleId.of("team/label"), "organisation").folder();
        rule = own.resolve("label.rego");
        tests = own.resolve("label_test.rego");
    }

    @Test
    void aNewRuleHasNothingToMend() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void whatOpaRefusesInStrictModeIsAProblem() throws IOException {
        replace(
                rule,
                "import data.modelspec.lib.result",
                "import data.modelspec.lib.result\nimport data.modelspec.lib.uris");

        assertThat(problems()).singleElement().asString().contains("label.rego").contains("unused");
    }

    @Test
    void aFieldThatNoSpecHasIsAProblem() throws IOException {
        replace(rule, "input.metadata.labels", "input.metadata.lables");

        assertThat(problems()).first().asString().contains("lables");
    }

    @Test
    void suitesAndProfilesThatNobodyReadsAreProblems() throws IOException {
        String suite = "apiVersion: governance.modelspec.dev/v1alpha1\nkind: PolicyTestSuite\n";
        String profile = "apiVersion: governance.modelspec.dev/v1alpha1\nkind: Profile\n"
                + "metadata: {name: mine}\nspec: {extends: baseline}\n";
        Files.writeString(rule.resolveSibling("more_suite.yaml"), suite);
        Files.writeString(rule.resolveSibling("Suite.yaml"), suite);
        Files.writeString(
                rule.resolveSibling("suite.json"),
                "{\n  \"apiVersion\": \"governance.modelspec.dev/v1alpha1\",\n  \"kind\": \"PolicyTestSuite\"}");
        Files.createDirectory(folder.resolve("profiles/sub"));
        Files.writeString(folder.resolve("profiles/sub/x.yaml"), profile);
        Files.writeString(folder.resolve("profiles/base.yaml"), profile.replace("baseline", "sub/used.yaml"));
        Files.writeString(folder.resolve("profiles/sub/used.yaml"), profile);
        String unread = "this is a suite, and never runs, because of its name: call it suite.yaml; where there is one,"
                + " give this a folder of its own, or put the cases of both in one (modelspec_suite_error)";

        assertThat(problems())
                .containsExactly(
                        folder.resolve("profiles/sub/x.yaml") + ":2:1: this is a profile that nobody can choose by its"
                                + " name: put it at profiles/<name>.yaml, or name its path in a suite, or with"
                                + " `extends` in a profile (modelspec_profile_error)",
                        rule.resolveSibling("Suite.yaml") + ":2:1: " + unread,
                        rule.resolveSibling("more_suite.yaml") + ":2:1: " + unread,
                        rule.resolveSibling("suite.json") + ":3:1: " + unread);
    }

    @Test
    void aFolderOfAProfileAloneHasNothingToMend() throws IOException {
        Path profiles = Files.createDirectories(folder.resolve("alone/profiles"));
        Files.writeString(profiles.resolve("acme.yaml"), """
                apiVersion: governance.modelspec.dev/v1alpha1
                kind: Profile
                metadata: {name: acme}
                spec: {extends: baseline, rules: {retention/declared: {level: deny}}}
                """);

        assertThat(new PolicyLinter(toolchain).lint(folder.resolve("alone"))).isEmpty();
    }

    @Test
    void anUnknownSeverityIsAProblem() throws IOException {
        replace(rule, "severity: low", "severity: grave");

        assertThat(problems()).singleElement().asString().contains("METADATA custom.severity is `grave`");
    }

    @Test
    void aDefaultThatBreaksTheSchemaOfItsParameterIsAProblem() throws IOException {
        replace(rule, "default: team", "default: 7");

        assertThat(problems()).singleElement().asString().contains("the default of parameter");
    }

    @Test
    void aTestIsNamedAfterItsOutcomeAndBothAreThere() throws IOException {
        replace(tests, "test_success_with_the_label", "test_with_the_label");

        assertThat(problems())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("no test is called test_success_…"))
                .anySatisfy(problem -> assertThat(problem).contains("test `test_with_the_label` must be called"));
    }

    @Test
    void aFolderThatIsNotCompleteIsAProblem() throws IOException {
        Files.delete(folder.resolve("rules/team/label/pass.modelspec.yaml"));
        Files.delete(tests);

        assertThat(problems())
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).contains("pass.modelspec.yaml is missing"))
                .anySatisfy(problem -> assertThat(problem).contains("suite.yaml:19:13: There is no file "))
                .anySatisfy(problem -> assertThat(problem).contains("rule has no tests beside it"));
    }

    @Test
    void aFindingWithoutAPlaceOrAMessageIsAProblem() throws IOException {
        replace(rule, "\"path\": [", "\"where\": [");
        assertThat(problems()).singleElement().asString().contains("finding has no `path`");
        replace(rule, "\"where\": [", "\"path\": \"spec\", \"where\": [");
        replace(rule, "\"message\": ", "\"text\": ");
        assertThat(problems())
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("finding has no `path`"))
                .anySatisfy(problem -> assertThat(problem).contains("finding has no `message`"));
    }

    @Test
    void aProfileThatNamesARuleThatIsGoneIsAProblem() throws IOException {
        Path profile = folder.resolve("profiles/organisation.yaml");
        replace(profile, "team/label", "team/lable");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(profile + ":9:5: ")
                .contains("team/lable")
                .endsWith("(modelspec_profile_error)");
    }

    @Test
    void aSuiteThatTestsNothingIsAProblem() throws IOException {
        Path suite = folder.resolve("rules/team/label/suite.yaml");
        Files.writeString(suite, "");

        assertThat(problems()).singleElement().asString().contains("suite.yaml").endsWith("(modelspec_suite_error)");
    }

    @Test
    void aTakenNameAtTheTopOfTheDataIsAProblem() throws IOException {
        Files.writeString(folder.resolve("data.json"), "{\"params\": {}}");

        assertThat(problems())
                .containsExactly(folder.resolve("data.json")
                        + ": data have `params` at the top, which is taken; give it another name"
                        + " (modelspec_data_error)");
    }

    @Test
    void aPublicRuleOfATestFileThatIsNoTestIsAProblem() throws IOException {
        Files.writeString(tests, Files.readString(tests) + "\ntesst_fail_a if false\n");

        assertThat(problems()).singleElement().asString().contains("`tesst_fail_a` is no test");
    }

    @Test
    void whatReadsDataThatNothingDeclaresIsAProblem() throws IOException {
        replace(rule, "_labelled if", "_labelled if data.parms.x\n\n_labelled if");

        assertThat(problems()).singleElement().asString().contains("`data.parms` is nothing");

        Files.writeString(folder.resolve("data.json"), "{\"parms\": {}}");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aNameInTheMetadataThatIsNearlyOneOfOursIsAProblem() throws IOException {
        replace(rule, "#   severity: low", "#   owner: us\n#   control: [a/b]\n#   severity: low");

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("METADATA custom.control is read by nobody; did you mean controls?");
    }

    @Test
    void aRuleInAnotherFolderThanItsOwnIsAProblem() throws IOException {
        Files.move(folder.resolve("rules/team/label"), folder.resolve("rules/team/other"));

        assertThat(problems())
                .anySatisfy(problem ->
                        assertThat(problem).contains("rule team/label belongs in rules/team/label/label.rego"));
    }

    private List<String> problems() {
        return new PolicyLinter(toolchain)
                .lint(folder).stream().map(Object::toString).toList();
    }

    private static void replace(Path file, String old, String text) throws IOException {
        String before = Files.readString(file);
        assertThat(before).contains(old);
        Files.writeString(file, before.replace(old, text));
    }
}
