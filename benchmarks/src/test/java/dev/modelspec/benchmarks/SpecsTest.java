package dev.modelspec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is measured has to be what it is said to be. */
class SpecsTest {
    private static final Governance GOVERNANCE = Governance.builder().build();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void a_flaw_breaks_its_rule_and_none_of_the_other_flaws(Flaw flaw) {
        List<String> expected = broken(flaw);
        for (int seed = 0; seed < 50; seed++) {
            assertThat(rules(SpecWriter.small("a", new Random(seed), flaw))).isEqualTo(expected);
            assertThat(rules(SpecWriter.large("a", new Random(seed), flaw))).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void the_specs_of_single_evaluations_are_judged_by_the_rules(BenchmarkSpecs spec) {
        Evaluation evaluation = GOVERNANCE.evaluate(spec.source());

        assertThat(evaluation.specs()).hasSize(1);
        assertThat(evaluation.specs().get(0).policiesEvaluated()).isTrue();
    }

    @Test
    void specs_have_the_size_they_are_meant_to_have() {
        for (int seed = 0; seed < 50; seed++) {
            assertThat(SpecWriter.small("spec-000000", new Random(seed), Flaw.NONE)
                            .length())
                    .isBetween(600, 800);
            assertThat(SpecWriter.large("spec-000000", new Random(seed), Flaw.NONE)
                            .length())
                    .isBetween(1800, 2100);
        }
    }

    @Test
    void the_same_seed_gives_the_same_files() throws IOException {
        List<String> first = generate("first", 7);

        assertThat(first).hasSize(30).doesNotHaveDuplicates();
        assertThat(generate("second", 7)).isEqualTo(first);
        assertThat(generate("third", 8)).isNotEqualTo(first);
    }

    private List<String> generate(String name, long seed) throws IOException {
        Path target = folder.resolve(name);
        GenerateSpecs.main(new String[] {target.toString(), "30", "20", Long.toString(seed)});
        try (Stream<Path> paths = Files.walk(target)) {
            return paths.filter(Files::isRegularFile)
                    .sorted()
                    .map(SpecsTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> broken(Flaw flaw) {
        return switch (flaw) {
            case NONE -> List.of();
            case PERSONAL_DATA_UNSAID -> List.of("privacy/pii-declared");
            case POLICY_UNNAMED -> List.of("privacy/pii-policy-named");
            case LOGS_KEPT_TOO_LONG -> List.of("retention/logs-max-days");
            case ARTIFACTS_KEPT_TOO_LONG -> List.of("retention/artifacts-max-days");
            case ACCELERATOR_UNKNOWN -> List.of("accelerators/approved");
            case TOO_MANY_ACCELERATORS -> List.of("accelerators/count-max");
            case SEQUENCE_LENGTH_UNSAID -> List.of("runtime/vllm-sequence-length");
        };
    }

    /** Of the rules that flaws are about, those that find something. Other rules may: specs in the wild break several. */
    private static List<String> rules(String text) {
        Set<String> flaws = Arrays.stream(Flaw.values())
                .flatMap(flaw -> broken(flaw).stream())
                .collect(Collectors.toSet());
        return GOVERNANCE.evaluate(Source.of("spec.yaml", text)).findings().stream()
                .map(Finding::rule)
                .filter(flaws::contains)
                .toList();
    }
}
