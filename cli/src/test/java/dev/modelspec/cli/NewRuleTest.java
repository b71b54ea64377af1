package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rule as {@code new rule} writes it, through all commands for those who write rules. */
@Tag("slow")
class NewRuleTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path cache;

    @Test
    void aNewRulePassesWithoutAnEditAndFailsWithAWrongOne() throws IOException {
        assertThat(run("new", "rule", "supply-chain/team-label", "--in", in("")))
                .returns(0, Run::exitCode)
                .satisfies(run -> assertThat(run.out()).contains("\n  modelspec test " + folder + "\n"));

        assertThat(run("test", in(""), "--threshold", "50"))
                .returns(0, Run::exitCode)
                .satisfies(run -> assertThat(run.out()).contains("\n4 tests: 4 passed ("));
        assertThat(run("lint", in(""))).isEqualTo(new Run(0, "nothing to mend\n", ""));
        assertThat(run("fmt", "--check", in(""))).isEqualTo(new Run(0, "", ""));
        assertThat(run(
                        "check",
                        "--policies=" + folder,
                        "--profile=" + in("profiles/organisation.yaml"),
                        in("rules/supply-chain/team-label/fail.modelspec.yaml")))
                .returns(0, Run::exitCode)
                .satisfies(run -> assertThat(run.out()).contains("warn  supply-chain/team-label  (low)"));

        Path rule = folder.resolve("rules/supply-chain/team-label/team_label.rego");
        String right = Files.readString(rule);
        Files.writeString(rule, right.replace("!= \"\"", "==  \"\""));

        assertThat(run("fmt", "--diff", rule.toString()))
                .returns(0, Run::exitCode)
                .satisfies(run -> assertThat(run.out())
                        .contains("\n-_labelled if input.metadata.labels[_label] ==  \"\"\n+_labelled if"));
        assertThat(run("fmt", "--check", in(""))).isEqualTo(new Run(1, rule + "\n", ""));
        assertThat(run("fmt", in(""))).isEqualTo(new Run(0, rule + "\n", ""));
        assertThat(rule).content().contains("labels[_label] == \"\"\n");
        assertThat(run("test", "-q", in("")))
                .returns(1, Run::exitCode)
                .satisfies(run -> assertThat(run.out())
                        .contains("  FAIL  test_success_with_the_label\n")
                        .contains("  FAIL  names a team\n")
                        .contains("4 tests: 1 passed, 3 failed ("));
        assertThat(run("test", "--run", "no such test", in("")))
                .returns(1, Run::exitCode)
                .returns("modelspec: no test has no such test in its name\n", Run::err);

        Files.writeString(rule, right.replace("related_resources", "see_also"));
        Files.delete(rule.resolveSibling("suite.yaml"));
        assertThat(run("lint", in("")))
                .returns(1, Run::exitCode)
                .satisfies(run -> assertThat(run.out())
                        .contains(rule + ":21:1: METADATA related_resources is missing")
                        .contains(rule + ":21:1: folder of the rule is not complete: ")
                        .endsWith("2 problems to mend\n"));
    }

    @Test
    void theCaretOfAMistakeStandsBelowIt() throws IOException {
        Path rule = folder.resolve("a.rego");
        Files.writeString(rule, "package modelspec.rules.a.b\n\nreport contains 1 if input.metadata.nam\n");

        assertThat(run("lint", in("")))
                .returns(1, Run::exitCode)
                .satisfies(run -> assertThat(run.out()).startsWith(rule + """
                        :3:22: undefined ref: input.metadata.nam; did you mean name? (rego_type_error)
                          input.metadata.nam
                                         ^
                        """));
    }

    private String in(String path) {
        return folder.resolve(path).toString();
    }

    private Run run(String... arguments) {
        return Run.of("", Map.of("XDG_CACHE_HOME", cache.toString()), false, arguments);
    }
}
