package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.modelspec.testcluster.Tools;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The chart starts the webhook with options that the command has. */
class ChartArgumentsTest {
    private static final Path WEBHOOK = Path.of("../webhook").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"defaults", "secret", "cert-manager", "mutual-tls", "bundle", "single", "audit", "everything"})
    void theCommandKnowsEachOptionOfTheDeployment(String values) throws Exception {
        List<String> arguments = arguments(values, "deployment", "/spec/template/spec/containers/0/args");

        assertThat(arguments).hasSizeGreaterThan(10);
        var command = new ArrayList<>(List.of("webhook", "serve"));
        command.addAll(arguments);
        assertThatCode(() -> parse(command)).doesNotThrowAnyException();
    }

    @Test
    void theCommandKnowsEachOptionOfTheAudit() throws Exception {
        List<String> arguments = arguments("audit", "audit", "/spec/jobTemplate/spec/template/spec/containers/0/args");

        assertThat(arguments).startsWith("audit", "--cluster").hasSizeGreaterThan(5);
        assertThatCode(() -> parse(arguments)).doesNotThrowAnyException();
    }

    private static void parse(List<String> command) {
        var nothing = new ByteArrayInputStream(new byte[0]);
        var out = new ByteArrayOutputStream();
        var err = new PrintStream(out, true, StandardCharsets.UTF_8);
        var console = new Console(nothing, out, err, Map.of(), false, false);
        var unused = Commands.commandLine(console, new Failures(console)).parseArgs(command.toArray(String[]::new));
    }

    private List<String> arguments(String values, String template, String place) throws Exception {
        Path chart = WEBHOOK.resolve("chart");
        Path file = WEBHOOK.resolve("src/test/resources/dev/modelspec/webhook/deploy/values/" + values + ".yaml");
        var helm = new ProcessBuilder(
                Tools.path("helm").toString(),
                "template",
                chart.toString(),
                "--values=" + file,
                "--set=crd.install=false",
                "--show-only=templates/" + template + ".yaml");
        for (String kind : List.of("CACHE", "CONFIG", "DATA")) {
            helm.environment().put("HELM_" + kind + "_HOME", folder.toString());
        }
        Process process = helm.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<JsonNode> objects = new YAMLMapper()
                .readerFor(JsonNode.class)
                .<JsonNode>readValues(process.getInputStream().readAllBytes())
                .readAll();
        assertThat(process.waitFor()).isZero();
        return objects.stream()
                .flatMap(object -> object.at(place).valueStream())
                .map(JsonNode::asString)
                .toList();
    }
}
