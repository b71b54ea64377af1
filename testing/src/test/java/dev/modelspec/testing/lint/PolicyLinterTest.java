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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void ourOwnPoliciesHaveNothingToMend() {
        assertThat(new PolicyLinter(toolchain).lint(Path.of("../policies"))).isEmpty();
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            data.parms.x           | `data.parms` is nothing: no file of data and no package has `parms`, so what reads it finds nothing
            data.acme.teems.x      | `data.acme.teems` is nothing: no file of data and no package has `teems`, so what reads it finds nothing; did you mean teams?
            _acme.teams.y          | `data.acme.teams.y` is nothing: no file of data and no package has `y`, so what reads it finds nothing
            """)
    void whatReadsDataThatNothingDeclaresIsAProblem(String reference, String message) throws IOException {
        Files.writeString(folder.resolve("data.json"), "{\"acme\": {\"teams\": {\"list\": [{}], \"one\": 1}}}");
        replace(rule, "_labelled if", "_labelled if " + reference + "\n\n_acme := data.acme\n\n_labelled if");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(rule + ":" + line(rule, reference) + ":14: " + message)
                .endsWith(" (modelspec_convention_error)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data.acme.teams.list[0].x",
                "data.acme.teams.list.x",
                "data.acme.teams[input.kind].x",
                "data.acme.teams.one",
                "data.label_data.x"
            })
    void whatMayBeInTheDataIsNoProblem(String reference) throws IOException {
        Files.writeString(folder.resolve("data.json"), "{\"acme\": {\"teams\": {\"list\": [{}], \"one\": 1}}}");
        Files.createDirectory(folder.resolve("label_data"));
        Files.writeString(folder.resolve("label_data/data.yaml"), "[1]\n");
        replace(rule, "_labelled if", "_labelled if " + reference + "\n\n_labelled if");

        assertThat(problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            label.report == set() with data.params.team.label.lable as "x" | 28 | undefined ref: data.params.team.label.lable; did you mean label?
            label.report == set() with data.params.team.lable as {}       | 28 | there is no rule team/lable whose parameters `data.params` could have; did you mean team/label?
            data.params.team.label.lable == "x"                            | 1  | undefined ref: data.params.team.label.lable; did you mean label?
            label.report == set() with input.metadta as {}                | 28 | undefined ref: input.metadta; did you mean metadata?
            label.repotr == set()                                         | 1  | `data.modelspec.rules.team.label.repotr` is nothing: no rule and no library has `repotr`, so what reads it finds nothing; did you mean report?
            label.report                                                  | 1  | `report` is a set, and this holds even if nothing is in it: compare it, as in `… == set()` or `count(…) == 1`
            label.report with input as {}                                 | 1  | `report` is a set, and this holds even if nothing is in it
            """)
    void aTestThatCannotFailOrMissesWhatItMeansIsAProblem(String expression, int column, String message)
            throws IOException {
        Files.writeString(tests, Files.readString(tests) + "\ntest_success_more if {\n\t" + expression + "\n}\n");

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(tests + ":" + line(tests, expression) + ":" + (column + 1) + ": " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "label.report == set() with data.params.team.label.label as \"x\" with input.metadata.labels.x as 1",
                "label.report == set() with data.params as {\"any\": 1} with input as {\"metadta\": 1}",
                "label.report == set() with data.fixture.x as 1",
                "data.modelspec.rules.team.other.report == {1} with data.modelspec.rules.team.other.report as {1}",
                "some x in label.report; x"
            })
    void aTestMayPutAnythingInPlaceOfWhatIsThere(String expression) throws IOException {
        Files.writeString(tests, Files.readString(tests) + "\ntest_success_more if {\n\t" + expression + "\n}\n");

        assertThat(problems()).isEmpty();
    }

    /** The last line with a text. */
    private static int line(Path file, String text) throws IOException {
        List<String> lines = Files.readAllLines(file);
        int last = lines.size();
        while (!lines.get(last - 1).contains(text)) {
            last--;
        }
        return last;
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
