package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class CheckTest {
    private static final String MINIMAL = read("../examples/00-minimal.modelspec.yaml");
    private static final String FULL = read("../examples/08-full-production.modelspec.yaml");
    private static final String FULL_AS_JSON = new YAMLMapper().readTree(FULL).toString();
    private static final String WRONG = MINIMAL.replace("count: 1", "count: one");

    @TempDir
    private Path folder;

    private static String read(String path) {
        try {
            return Files.readString(Path.of(path));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void exitCodesSayWhatCameOfIt() throws IOException {
        String full = write("full.yaml", FULL);
        String minimal = write("minimal.yaml", MINIMAL);
        String wrong = write("wrong.yaml", WRONG);

        assertThat(Run.of("check", full).exitCode()).isZero();
        assertThat(Run.of("check", minimal).exitCode()).isZero();
        assertThat(Run.of("check", "--fail-on=warn", minimal).exitCode()).isEqualTo(1);
        assertThat(Run.of("check", "--profile=regulated", minimal).exitCode()).isEqualTo(1);
        assertThat(Run.of("check", wrong).exitCode()).isEqualTo(1);
        assertThat(Run.of("check", "--fail-on=never", wrong).exitCode()).isZero();
        assertThat(Run.of("check", full, folder + "/absent.yaml").exitCode()).isEqualTo(2);
        assertThat(Run.of("check", wrong, folder + "/absent.yaml").exitCode()).isEqualTo(2);
    }

    @Test
    void aSpecWhoseStructureIsWrongSaysThatNoPolicyWasEvaluated() throws IOException {
        Run run = Run.of("check", write("wrong.yaml", WRONG));

        assertThat(run.out())
                .contains("schema/type", "has to be a whole number", "`count: 1`")
                .contains("were not evaluated: mend its")
                .doesNotContain("privacy/")
                .endsWith("1 spec: 1 denied (profile baseline)\n");
    }

    @Test
    void allDocumentsOfAFileAreChecked() throws IOException {
        Run run = Run.of("check", write("two.yaml", FULL + "---\n" + WRONG));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).endsWith("2 specs: 1 compliant, 1 denied (profile baseline)\n");
    }

    @Test
    void standardInputIsChecked() {
        assertThat(Run.withInput(FULL, "check", "-"))
                .isEqualTo(new Run(0, "1 spec: 1 compliant (profile baseline)\n", ""));
        assertThat(Run.withInput(WRONG, "check", "-").out()).startsWith("<stdin>:");
    }

    @Test
    void foldersHoldSpecsByNameAndByKindAndTheRestIsCounted() throws IOException {
        write("deploy/a.modelspec.yaml", FULL);
        write("deploy/all.yaml", "apiVersion: v1\nkind: ConfigMap\n---\n" + FULL);
        write("deploy/b.modelspec.json", FULL_AS_JSON);
        write("deploy/values.yaml", "replicas: {{ .Values.n }}\n");
        write("deploy/readme.md", FULL);
        write(".git/c.modelspec.yaml", WRONG);
        write("node_modules/d.modelspec.yaml", WRONG);

        Run run = Run.of("check", folder.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("3 specs: 3 compliant").contains("; 2 skipped");
    }

    @Test
    void aRunWithoutSpecsIsAnErrorUnlessAllowed() throws IOException {
        write("note.yaml", "kind: ConfigMap\napiVersion: v1\n");

        assertThat(Run.of("check", folder.toString()).exitCode()).isEqualTo(2);
        assertThat(Run.of("check", "--allow-empty", folder.toString()).exitCode())
                .isZero();
    }

    @Test
    void anEmptyFileThatWasNamedIsAFindingAndNotCompliant() throws IOException {
        for (String text : new String[] {"", "# only a comment\n", "---\n---\n"}) {
            Run run = Run.of("check", write("empty.yaml", text));

            assertThat(run.exitCode()).as(text).isEqualTo(1);
            assertThat(run.out()).as(text).contains("empty.yaml:1:1", "syntax/");
        }
    }

    @Test
    void linksMayGoInCirclesAndNothingIsCheckedTwice() throws IOException {
        write("deploy/a.modelspec.yaml", FULL);
        Files.createSymbolicLink(folder.resolve("deploy/again"), folder.resolve("deploy"));
        Files.createSymbolicLink(folder.resolve("deploy/self"), Path.of("self"));

        Run run = Run.of("check", folder.resolve("deploy").toString());

        assertThat(run.out()).contains("1 spec: 1 compliant");
        assertThat(Run.of("check", folder.resolve("deploy/self").toString()).exitCode())
                .isEqualTo(2);
    }

    @Test
    void aPipeIsRefusedWithoutBeingRead() throws Exception {
        Path pipe = folder.resolve("pipe.yaml");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        Run run = Run.of("check", pipe.toString(), write("full.yaml", FULL));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(pipe.toString());
        assertThat(run.out()).contains("1 compliant");
    }

    @Test
    void aFileOfFiftyMegabytesIsRefusedWithoutBeingParsed() throws IOException {
        Path large = folder.resolve("large.yaml");
        Files.write(large, ("# " + "x".repeat(1 << 20) + "\n").repeat(50).getBytes(StandardCharsets.UTF_8));

        Run run = Run.of("check", large.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(large + ": larger than 8 MiB, the limit");
    }

    @Test
    void controlCharactersAreNeverShownRaw() throws IOException {
        Run run = Run.of("check", write("esc.yaml", MINIMAL.replace("count: 1", "count: \"\\e[2J\u202e\"")));

        assertThat(run.out()).doesNotContain("\u001b", "\u202e");
    }

    @Test
    void theCaretStandsUnderWideAndRightToLeftText() throws IOException {
        String spec = MINIMAL.replace("metadata:\n", "metadata:\n  \"😀\": \"שלום\"\n  עוד: x\n");

        assertThat(Run.of("check", write("wide.yaml", spec)).out())
                .contains("  6 |   \"😀\": \"שלום\"\n    |   ^^^^\n")
                .contains("  7 |   עוד: x\n    |   ^^^\n");
    }

    @Test
    void coloursAreForTerminalsThatWantThem() throws IOException {
        String wrong = write("wrong.yaml", WRONG);

        assertThat(Run.of("check", wrong).out()).doesNotContain("\u001b");
        assertThat(Run.of("check", "--color=always", wrong).out()).contains("\u001b[");
        assertThat(Run.of("", Map.of(), true, "check", wrong).out()).contains("\u001b[");
        assertThat(Run.of("", Map.of("NO_COLOR", "1"), true, "check", wrong).out())
                .doesNotContain("\u001b");
        assertThat(Run.of("", Map.of("TERM", "dumb"), true, "check", wrong).out())
                .doesNotContain("\u001b");
    }

    @Test
    void quietSaysNothingOfSuccessAndOneLineOfFailure() throws IOException {
        assertThat(Run.of("check", "--quiet", write("full.yaml", FULL))).isEqualTo(new Run(0, "", ""));
        assertThat(Run.of("check", "-q", write("wrong.yaml", WRONG)))
                .isEqualTo(new Run(1, "1 spec: 1 denied (profile baseline)\n", ""));
    }

    @Test
    void schemaOnlyAsksNoRule() throws IOException {
        assertThat(Run.of("check", "--schema-only", "--fail-on=warn", write("minimal.yaml", MINIMAL)))
                .returns(0, Run::exitCode)
                .satisfies(run -> assertThat(run.out()).startsWith("1 spec: 1 compliant"));
    }

    @Test
    void jsonIsWhatItsSchemaSays() throws IOException {
        Run run = Run.of(
                "check",
                "--format=json",
                write("a.yaml", FULL),
                write("b.yaml", MINIMAL + "---\n" + WRONG),
                write("c.yaml", "- x\n"));

        assertThat(run.exitCode()).isEqualTo(1);
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(read("../schema/check-report.v1alpha1.json"), InputFormat.JSON);
        assertThat(schema.validate(run.out(), InputFormat.JSON)).isEmpty();
        JsonNode report = JsonMapper.shared().readTree(run.out());
        // How much a minimal spec leaves out grows with the rules.
        int warnings = report.path("specs").path(1).path("findings").size();
        assertThat(warnings).isPositive();
        assertThat(report.path("summary")).isEqualTo(JsonMapper.shared().readTree("""
                                {"specs": 4, "compliant": 1, "warned": 1, "denied": 2, "skipped": 0, "unchecked": 0,
                                 "findings": {"deny": 2, "warn": %d, "waived": 0, "baseline": 0}}""".formatted(warnings)));
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        Run first = Run.of("check", "--jobs=1", "../examples");

        assertThat(Run.of("check", "--jobs=4", "../examples")).isEqualTo(first);
        assertThat(first.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    chekc . | check
                    check --profil=x . | --profile
                    check --format=xml . | xml
                    check --fail-on=sometimes . | sometimes
                    check --jobs=none . | none
                    check | PATH
                    rules show privacy/pii-declard | privacy/pii-declared
                    check --profile=strict . | strict
                    check --policies=/no/such/folder . | /no/such/folder
                    """)
    void wrongUsageIsExplainedAndExitsWithTwo(String arguments, String hint) {
        Run run = Run.of(arguments.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("modelspec: ").contains(hint).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "help",
                "check --help",
                "rules --help",
                "rules",
                "rules show runtime/vllm-sequence-length",
                "completion bash",
                "completion zsh"
            })
    void whatIsAskedForIsPrinted(String arguments) {
        Run run = Run.of(arguments.split(" "));

        assertThat(run).returns(0, Run::exitCode).returns("", Run::err);
        assertThat(run.out()).isNotBlank();
    }

    private String write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text).toString();
    }
}
