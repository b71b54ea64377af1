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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Our findings against those of the {@code opa} program, on the same Rego. */
@Tag("slow")
class OpaParityTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Path OPA = Path.of("../rego/target/oracle/opa");
    private static final PolicyBundle BUNDLE = PolicyBundle.builtIn();
    private static final int MUTATED = 10_000;

    @TempDir
    private Path folder;

    @Test
    void opaFindsWhatWeFindInEveryExampleAndTenThousandMutatedOnes() throws Exception {
        var specs = examples();
        new MutatedSpecs(specs, 7).limit(MUTATED).forEach(specs::add);
        List<Set<Found>> ofOpa = ofOpa(specs);
        var fired = new HashSet<String>();
        try (var engine = new PolicyEngine(BUNDLE, Clock.systemUTC(), Duration.ofSeconds(5))) {
            Variant settings = engine.variant(Settings.DEFAULTS);
            for (int i = 0; i < specs.size(); i++) {
                ObjectNode spec = specs.get(i);
                Set<Found> ours = engine.evaluate(spec, context(), settings).stream()
                        .map(found -> new Found(found.rule().id(), found.path(), found.message()))
                        .collect(Collectors.toSet());
                ours.forEach(found -> fired.add(found.rule()));
                assertThat(ours).as(spec::toPrettyString).isEqualTo(ofOpa.get(i));
            }
        }
        assertThat(ofOpa).hasSameSizeAs(specs);
        assertThat(fired)
                .as("rules that found something somewhere")
                .hasSizeGreaterThan(BUNDLE.catalog().rules().size() * 3 / 4);
    }

    private record Found(String rule, List<String> path, String message) {}

    private static List<ObjectNode> examples() throws IOException {
        var specs = new ArrayList<ObjectNode>();
        for (String root : List.of("../examples", "../policies/rules")) {
            try (Stream<Path> paths = Files.walk(Path.of(root))) {
                for (Path path :
                        (Iterable<Path>) paths.filter(path -> path.toString().endsWith(".modelspec.yaml"))
                                .sorted()::iterator) {
                    var source = new Source(path.toString(), Files.readAllBytes(path));
                    specs.add(((ParsedSpec)
                                    SpecParser.ofModelSpecs().parse(source).get(0))
                            .tree());
                }
            }
        }
        return specs;
    }

    private static ObjectNode context() {
        return JSON.createObjectNode().put("surface", "cli");
    }

    /** All specs in one process, each as the input of the rules. */
    private List<Set<Found>> ofOpa(List<ObjectNode> specs) throws IOException, InterruptedException {
        ObjectNode inputs = JSON.createObjectNode();
        var documents = inputs.putArray("documents");
        for (ObjectNode spec : specs) {
            documents.addObject().setAll(spec).set("context", context());
        }
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
                        "--input=" + Files.writeString(folder.resolve("input.json"), inputs.toString()),
                        "[report | some document in input.documents;"
                                + " report := data.modelspec.main.report with input as document]")
                .redirectErrorStream(true)
                .redirectOutput(answer.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> "opa: " + answer).isZero();
        JsonNode reports = JSON.readTree(answer.toFile()).at("/result/0/expressions/0/value");
        return reports.valueStream()
                .map(report -> report.valueStream().map(OpaParityTest::found).collect(Collectors.toSet()))
                .toList();
    }

    private static Found found(JsonNode finding) {
        return new Found(
                finding.path("rule").asString(),
                finding.path("path").valueStream().map(JsonNode::asString).toList(),
                finding.path("message").asString());
    }
}
