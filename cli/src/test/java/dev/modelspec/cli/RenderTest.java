package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code modelspec render} and {@code modelspec crd}. */
class RenderTest {
    private static final String FILE_FORM = """
            apiVersion: piqc.ai/v1alpha1
            kind: ModelSpec
            metadata:
              name: support-chat
              version: "1.10"
              description: Answers questions.
              annotations:
                example.com/runbook: here
            spec:
              identity:
                model:
                  id: m
                  family: f
                  task: t
                  framework: vllm
              runtime:
                accelerator:
                  vendor: nvidia
                  type: a10
                  count: 1
            """;

    private static final String CLUSTER_FORM = FILE_FORM.replace("""
              version: "1.10"
              description: Answers questions.
              annotations:
            """, """
              namespace: care
              annotations:
                piqc.ai/version: "1.10"
                piqc.ai/description: Answers questions.
            """);

    @TempDir
    private Path folder;

    @Test
    void aFileIsWrittenAsKubernetesHasIt() throws IOException {
        assertThat(Run.of("render", "--namespace", "care", write("a.yaml", FILE_FORM)))
                .isEqualTo(new Run(0, CLUSTER_FORM, ""));
    }

    @Test
    void whatKubernetesHasIsWrittenAsItStandsInAFile() {
        assertThat(Run.withInput(CLUSTER_FORM, "render", "--file-form", "-")).isEqualTo(new Run(0, FILE_FORM, ""));
    }

    @Test
    void whatIsInClusterFormAlreadyStaysSo() {
        assertThat(Run.withInput(CLUSTER_FORM, "render", "-")).isEqualTo(new Run(0, CLUSTER_FORM, ""));
    }

    @Test
    void allDocumentsOfAllFilesAreWritten() throws IOException {
        String two =
                write("two.yaml", "# a comment\n" + FILE_FORM + "---\n---\n" + FILE_FORM.replace("support", "sales"));
        String one = write("one.json", json());

        Run run = Run.of("render", "--file-form", two, one);

        assertThat(run)
                .isEqualTo(new Run(
                        0, FILE_FORM + "---\n" + FILE_FORM.replace("support", "sales") + "---\n" + FILE_FORM, ""));
    }

    private static String json() {
        return """
            {"apiVersion": "piqc.ai/v1alpha1", "kind": "ModelSpec",
             "metadata": {"name": "support-chat", "version": "1.10", "description": "Answers questions.",
                          "annotations": {"example.com/runbook": "here"}},
             "spec": {"identity": {"model": {"id": "m", "family": "f", "task": "t", "framework": "vllm"}},
                      "runtime": {"accelerator": {"vendor": "nvidia", "type": "a10", "count": 1}}}}
            """;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: \"1.10\"|version: 1.10|unquoted `1.10` is read as the number 1.1",
                "kind: ModelSpec|kind: modelspec|schema/const",
                "    example.com/runbook: here|    piqc.ai/version: \"2\"|syntax/conflicting-forms",
                "  name: support-chat|  name: [|syntax/yaml",
                "apiVersion: piqc.ai/v1alpha1|apiVersion: piqc.ai/v1|syntax/api-version",
                "      count: 1|      count: 0|schema/range",
            })
    void aSpecThatIsWrongIsExplainedAndNothingIsWritten(String right, String wrong, String message) throws IOException {
        Run run = Run.of("render", write("a.yaml", FILE_FORM), write("b.yaml", FILE_FORM.replace(right, wrong)));

        assertThat(run).returns(1, Run::exitCode).returns("", Run::out);
        assertThat(run.err().replaceAll("\n +", " ")).contains("b.yaml:", message);
        assertThat(run.err()).endsWith("modelspec: nothing was written: mend what is wrong above first\n");
    }

    @Test
    void somethingElseInTheFileIsSaidAndNothingIsWritten() {
        Run run = Run.withInput(FILE_FORM + "---\napiVersion: apps/v1\nkind: Deployment\n", "render", "-");

        assertThat(run)
                .isEqualTo(new Run(
                        2,
                        "",
                        "modelspec: <stdin>: document 2 is a Deployment (apps/v1), not a ModelSpec; render specs from a"
                                + " file of their own\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing\n", "[]\n", "a: b\n", "\u0000"})
    void whatIsNoSpecIsExplained(String text) {
        Run run = Run.withInput(text, "render", "-");

        assertThat(run).returns(1, Run::exitCode).returns("", Run::out);
        assertThat(run.err()).startsWith("<stdin>:1:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "render|FILE",
                "render absent.yaml|absent.yaml cannot be read: there is no such file or folder",
                "render --namespace Care -|--namespace must be lower-case letters",
                "render --file-form --namespace care -|--namespace does not go with --file-form",
                "crd --format xml|but was 'xml'",
            })
    void wrongUsageIsExplained(String arguments, String message) {
        Run run = Run.of(arguments.split(" "));

        assertThat(run).returns(2, Run::exitCode).returns("", Run::out);
        assertThat(run.err()).startsWith("modelspec: ").contains(message);
    }

    @Test
    void theDefinitionsArePrintedInEitherFormat() {
        assertThat(Run.of("crd"))
                .returns(0, Run::exitCode)
                .returns("", Run::err)
                .satisfies(run -> assertThat(run.out()).startsWith("""
                                apiVersion: apiextensions.k8s.io/v1
                                kind: CustomResourceDefinition
                                metadata:
                                  name: modelspecs.piqc.ai
                                """).contains("""
                                ---
                                apiVersion: apiextensions.k8s.io/v1
                                kind: CustomResourceDefinition
                                metadata:
                                  name: waivers.governance.modelspec.dev
                                """));
        assertThat(Run.of("crd", "--format", "json"))
                .returns(0, Run::exitCode)
                .returns("", Run::err)
                .satisfies(
                        run -> assertThat(run.out()).startsWith("{\n  \"apiVersion\" : \"apiextensions.k8s.io/v1\","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"render --help", "crd --help", "--help"})
    void helpFitsATerminal(String arguments) {
        assertThat(Run.of(arguments.split(" ")).out().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
