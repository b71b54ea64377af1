package dev.modelspec.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundleCacheTest extends WithOwnRules {
    @Test
    void whatWasCompiledIsKeptUntilTheFilesChange() throws IOException {
        Path cache = folder.resolve("cache");
        Path policies = Files.createDirectory(folder.resolve("policies"));
        rules.write("policies/a.rego", OwnRules.rule("my", "own", """
                report contains result.fail(rego.metadata.chain(), {"path": [], "message": "one"})
                """, ""));

        assertThat(OwnRules.evaluate(new CustomPolicies(toolchain, cache).compile(policies)))
                .extracting(PolicyFinding::message)
                .contains("one");
        assertThat(entries(cache)).hasSize(1);
        Path entry = entries(cache).get(0);
        assertThat(entry).isDirectoryContaining("glob:**/classes");
        assertThat(OwnRules.evaluate(new CustomPolicies(toolchain, cache).compile(policies)))
                .extracting(PolicyFinding::message)
                .contains("one");
        assertThat(entries(cache)).containsExactly(entry);

        for (String file : List.of("catalog.json", "data.json", "policy.wasm", "classes")) {
            byte[] whole = Files.readAllBytes(entry.resolve(file));
            byte[] flipped = whole.clone();
            flipped[whole.length / 2] ^= 0x20;
            for (byte[] damaged : List.of(
                    "{ damaged".getBytes(StandardCharsets.UTF_8), Arrays.copyOf(whole, whole.length / 2), flipped)) {
                Files.write(entry.resolve(file), damaged);
                assertThat(OwnRules.evaluate(new CustomPolicies(toolchain, cache).compile(policies)))
                        .as(file)
                        .extracting(PolicyFinding::message)
                        .contains("one");
                assertThat(Files.readAllBytes(entry.resolve(file))).as(file).hasSameSizeAs(whole);
                assertThat(entries(cache)).containsExactly(entry);
            }
        }

        rules.write(
                "policies/a.rego", Files.readString(policies.resolve("a.rego")).replace("one", "two"));
        assertThat(OwnRules.evaluate(new CustomPolicies(toolchain, cache).compile(policies)))
                .extracting(PolicyFinding::message)
                .contains("two");

        // What belongs to other rules is not taken for what was compiled of these.
        Path second = entries(cache).stream()
                .filter(other -> !other.equals(entry))
                .findFirst()
                .orElseThrow();
        for (String file : List.of("catalog.json", "data.json", "policy.wasm", "classes")) {
            Files.copy(entry.resolve(file), second.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            assertThat(OwnRules.evaluate(new CustomPolicies(toolchain, cache).compile(policies)))
                    .as(file)
                    .extracting(PolicyFinding::message)
                    .contains("two")
                    .doesNotContain("one");
        }
    }

    @Test
    void aRuleThatIsTooLargeForAJavaMethodIsKeptWithItsCode() throws IOException {
        String conditions = IntStream.range(0, 2_000)
                .mapToObj(i -> "\tinput.metadata.name != \"name-" + i + "\"\n")
                .collect(Collectors.joining());
        rules.write(
                "policies/a.rego",
                OwnRules.rule("my", "large", "report contains finding if {\n" + conditions + """
                \tfinding := result.fail(rego.metadata.chain(), {"path": ["metadata", "name"], "message": "large"})
                }
                """, ""));
        Path policies = folder.resolve("policies");
        Path cache = folder.resolve("cache");

        for (int run = 0; run < 2; run++) {
            assertThat(OwnRules.evaluate(new CustomPolicies(toolchain, cache).compile(policies)))
                    .extracting(PolicyFinding::message)
                    .contains("large");
            assertThat(entries(cache))
                    .singleElement()
                    .satisfies(
                            entry -> assertThat(Files.readString(entry.resolve("classes"), StandardCharsets.ISO_8859_1))
                                    .contains("CompilerInterpreterMachine"));
        }
    }

    private static List<Path> entries(Path cache) throws IOException {
        try (Stream<Path> entries = Files.list(cache)) {
            return entries.toList();
        }
    }
}
