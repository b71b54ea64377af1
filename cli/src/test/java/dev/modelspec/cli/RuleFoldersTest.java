package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.governance.Dependency;
import dev.modelspec.engine.governance.EvaluationContext;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.governance.Workload;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.source.Source;
import dev.modelspec.rego.RuleMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the folder of a rule promises. */
class RuleFoldersTest {
    private static final Path RULES = Path.of("../policies/rules");
    private static final Map<String, Governance> GOVERNANCE = new HashMap<>();

    static List<String> rules() {
        return PolicyBundle.builtIn().catalog().rules().stream()
                .map(RuleMetadata::id)
                .toList();
    }

    @AfterAll
    static void close() {
        GOVERNANCE.values().forEach(Governance::close);
    }

    @Test
    void everyFolderHoldsARule() throws IOException {
        try (Stream<Path> folders = Files.walk(RULES, 2)) {
            assertThat(folders.filter(folder -> RULES.relativize(folder).getNameCount() == 2)
                            .map(folder -> RULES.relativize(folder).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrderElementsOf(rules());
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aFolderIsComplete(String rule) throws IOException {
        String rego = rule.substring(rule.indexOf('/') + 1).replace('-', '_');

        try (Stream<Path> files = Files.list(RULES.resolve(rule))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            rego + ".rego",
                            rego + "_test.rego",
                            "fail.modelspec.yaml",
                            "pass.modelspec.yaml",
                            "suite.yaml");
        }
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleReportsWhatBreaksItAndNotWhatSatisfiesIt(String rule) throws IOException {
        Path folder = RULES.resolve(rule);
        JsonNode suite = new YAMLMapper().readTree(folder.resolve("suite.yaml").toFile());
        String profile = suite.at("/spec/profile").asString("baseline");

        assertThat(suite.at("/metadata/name").asString()).isEqualTo(rule);
        assertThat(findings(folder, "fail.modelspec.yaml", profile, suite)).contains(rule);
        assertThat(findings(folder, "pass.modelspec.yaml", profile, suite))
                .doesNotContain(rule)
                .allSatisfy(other -> assertThat(rules()).contains(other));
    }

    /** What the suite tells with the first of its cases that is about this spec. */
    private static EvaluationContext context(JsonNode suite, String spec) {
        JsonNode context = suite.at("/spec/cases")
                .valueStream()
                .filter(aCase -> aCase.path("spec").asString("").equals(spec))
                .findFirst()
                .orElseThrow()
                .path("context");
        JsonNode known = context.path("dependencies");
        var told = EvaluationContext.of(Surface.CLI)
                .with(
                        known.isObject()
                                ? (name, source) ->
                                        known.has(name) ? new Dependency(name, (ObjectNode) known.path(name)) : null
                                : null);
        return context.has("workload") ? told.about(Workload.of(context.path("workload"))) : told;
    }

    /** The rules that find something, those of the schema among them. */
    private static Set<String> findings(Path folder, String file, String profile, JsonNode suite) throws IOException {
        Path spec = folder.resolve(file);
        return GOVERNANCE
                .computeIfAbsent(
                        profile, name -> Governance.builder().profile(name).build())
                .evaluate(new Source(spec.toString(), Files.readAllBytes(spec)), context(suite, file))
                .findings()
                .stream()
                .map(Finding::rule)
                .collect(Collectors.toSet());
    }
}
