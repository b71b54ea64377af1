package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class CustomPoliciesTest {
    private static final String SPEC = "../examples/08-full-production.modelspec.yaml";

    @TempDir
    private Path folder;

    @TempDir
    private Path cache;

    @Test
    void aRuleOfOnesOwnIsAddedAndKept() throws IOException {
        rule("names", """
                report contains finding if {
                \tnot startswith(input.metadata.name, "acme-")
                \tfinding := result.fail(rego.metadata.chain(), {"path": ["metadata", "name"], "message": "No acme."})
                }
                """);

        Run run = check();

        assertThat(run).returns(1, Run::exitCode).returns("", Run::err);
        assertThat(run.out()).contains("deny  my/names  (low)\n  No acme.\n  fix: Do it.\n");
        assertThat(cache.resolve("modelspec/policies")).isNotEmptyDirectory();
        assertThat(check()).isEqualTo(run);
    }

    @Test
    void aCacheThatEverybodyMayWriteToIsNotUsed() throws IOException {
        rule(
                "names",
                "report contains _fail({\"path\": [], \"message\": \"No acme.\"}) if input.spec\n\n"
                        + "_fail(details) := result.fail(rego.metadata.chain(), details)\n");
        Path kept = Files.createDirectories(cache.resolve("modelspec/policies"));
        Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(check())
                .returns(1, Run::exitCode)
                .returns(
                        "modelspec: the cache of policies is not used: " + kept
                                + " can be written to by everybody; mend"
                                + " that, or name another place with XDG_CACHE_HOME\n",
                        Run::err);
        assertThat(kept).isEmptyDirectory();

        Files.delete(kept);
        assertThat(check()).returns(1, Run::exitCode).returns("", Run::err);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rwx------");
    }

    @Test
    void dataThatAreTooLargeAreTheUsersToMend() throws IOException {
        rule("names", "report contains result.fail(rego.metadata.chain(), {}) if data.names.none\n");
        String names = "\"abcdef\",".repeat(1_000_000);
        Files.writeString(folder.resolve("data.json"), "{\"names\": [" + names.substring(0, names.length() - 1) + "]}");

        // One spec alone, and several at a time.
        for (String specs : List.of(SPEC, "../examples")) {
            assertThat(Run.of(
                            "",
                            Map.of("XDG_CACHE_HOME", cache.toString()),
                            false,
                            "check",
                            "--policies=" + folder,
                            specs))
                    .returns(2, Run::exitCode)
                    .satisfies(run ->
                            assertThat(run.err()).startsWith("modelspec: The data of the policies are too large: "));
        }
    }

    @Test
    void anEmptyPlaceIsNoFolder() {
        assertThat(Run.of("", Map.of(), false, "check", "--policies=", SPEC))
                .returns(2, Run::exitCode)
                .returns(
                        "modelspec: The place of the policies is empty: name a folder, the file of a bundle or an HTTPS URL\n",
                        Run::err);
    }

    @Test
    void regoThatDoesNotCompileExitsWithTwoAndItsPlace() throws IOException {
        Files.writeString(
                folder.resolve("broken.rego"), "package modelspec.rules.my.broken\n\nreport contains 1 if }\n");

        assertThat(check())
                .returns(2, Run::exitCode)
                .satisfies(run -> assertThat(run.err())
                        .startsWith("modelspec: The policies in " + folder + " do not compile:\n")
                        .contains(folder.resolve("broken.rego") + ":3:22: ")
                        .doesNotContain("\tat "));
    }

    @Test
    void aWrongPackageExitsWithTwo() throws IOException {
        Files.writeString(folder.resolve("other.rego"), "package other\n\ndeny contains 1\n");

        assertThat(check())
                .returns(2, Run::exitCode)
                .satisfies(
                        run -> assertThat(run.err()).contains("other.rego:1:1: package other is neither a rule nor"));
    }

    @Test
    void aFolderWithoutRulesExitsWithTwo() {
        assertThat(check())
                .returns(2, Run::exitCode)
                .satisfies(run -> assertThat(run.err()).contains("no .rego files"));
    }

    @Test
    void aRuleThatNeverEndsExitsWithThreeAndItsName() throws IOException {
        rule("endless", """
                # Text is searched for what it has only at its very end, so that no memory is asked for meanwhile.
                _text := concat("", [\"aaaaaaaaaa\" | some i in numbers.range(1, 100000); i > 0])

                report contains finding if {
                \tcontains(_text, concat("", [substring(_text, 0, 500000), "b"]))
                \tfinding := result.fail(rego.metadata.chain(), {"path": [], "message": "no"})
                }
                """);

        assertThat(check("--time-limit=1"))
                .returns(3, Run::exitCode)
                .satisfies(
                        run -> assertThat(run.err()).contains("policies took longer than 1000 ms, in rule my/endless"))
                .satisfies(run -> assertThat(run.out()).doesNotContain("compliant"));
    }

    @Test
    void aMalformedFindingExitsWithThree() throws IOException {
        rule("malformed", "report contains {\"message\": \"no rule, no path\"} if input.spec\n");

        assertThat(check())
                .returns(3, Run::exitCode)
                .satisfies(
                        run -> assertThat(run.err()).contains("malformed finding: rule my/malformed gave it no rule"))
                .satisfies(run -> assertThat(run.out()).doesNotContain("compliant"));
    }

    private Run check(String... options) {
        var arguments = new ArrayList<>(List.of("check", "--policies=" + folder, SPEC));
        arguments.addAll(List.of(options));
        return Run.of("", Map.of("XDG_CACHE_HOME", cache.toString()), false, arguments.toArray(String[]::new));
    }

    private void rule(String name, String body) throws IOException {
        Files.writeString(folder.resolve(name + ".rego"), """
                # METADATA
                # title: T
                # description: D
                # custom: {severity: low, remediation: Do it.}
                package modelspec.rules.my["%s"]

                import data.modelspec.lib.result

                """.formatted(name) + body);
    }
}
