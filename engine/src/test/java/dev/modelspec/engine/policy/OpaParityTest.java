package dev.modelspec.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.engine.spec.SpecParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Our findings on every example, those of the rules among them, against those of the {@code opa} program, on the same Rego. */
@Tag("slow")
class OpaParityTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path OPA = Path.of("../rego/target/oracle/opa");
    private static final PolicyBundle BUNDLE = PolicyBundle.builtIn();

    private static PolicyEngine engine;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        engine = new PolicyEngine(BUNDLE, Clock.systemUTC(), Duration.ofSeconds(5));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    static List<Path> examples() throws IOException {
        var examples = new ArrayList<Path>();
        for (String folder : List.of("../examples", "../policies/rules")) {
            try (Stream<Path> paths = Files.walk(Path.of(folder))) {
                paths.filter(path -> path.toString().endsWith(".modelspec.yaml"))
                        .sorted()
                        .forEach(examples::add);
            }
        }
        return examples;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void opaFindsWhatWeFind(Path example) throws Exception {
        var source = new Source(example.toString(), Files.readAllBytes(example));
        var spec = ((ParsedSpec) SpecParser.ofModelSpecs().parse(source).get(0)).tree();

        assertThat(engine.evaluate(spec, context(), engine.variant(Settings.DEFAULTS)).stream()
                        .map(found -> List.of(found.rule().id(), String.join("/", found.path()), found.message())))
                .containsExactlyInAnyOrderElementsOf(ofOpa(spec));
    }

    private static ObjectNode context() {
        return JSON.createObjectNode().put("surface", "cli");
    }

    private List<List<String>> ofOpa(ObjectNode spec) throws IOException, InterruptedException {
        ObjectNode input = spec.deepCopy();
        input.set("context", context());
        ObjectNode data = JSON.createObjectNode();
        data.set("params", Settings.DEFAULTS.parameters(BUNDLE.catalog()));
        Path answer = folder.resolve("answer.json");
        var process = new ProcessBuilder(
                        OPA.toString(),
                        "eval",
                        "--ignore=*.yaml",
                        "--data=../policies/lib",
                        "--data=../policies/rules",
                        "--data=../policies/main.rego",
                        "--data=" + Files.writeString(folder.resolve("data.json"), data.toString()),
                        "--input=" + Files.writeString(folder.resolve("input.json"), input.toString()),
                        "data.modelspec.main.report")
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> "opa: " + answer).isZero();
        JsonNode report = JSON.readTree(answer.toFile()).at("/result/0/expressions/0/value");
        assertThat(report.isArray()).isTrue();
        return report.valueStream()
                .map(finding -> List.of(
                        finding.path("rule").asString(),
                        String.join(
                                "/",
                                finding.path("path")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList()),
                        finding.path("message").asString()))
                .toList();
    }
}
