package dev.modelspec.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our bundle against that of the {@code opa} program of the same version, on the same paths. */
class OracleTest {
    private static final Path POLICIES = Path.of("../policies");

    @TempDir
    private Path folder;

    @Test
    void theWasmOfOurPoliciesIsThatOfOpaBuild() throws Exception {
        var files = new TreeMap<String, String>();
        try (Stream<Path> paths = Files.walk(POLICIES)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                var name = "policies/" + POLICIES.relativize(path).toString().replace('\\', '/');
                if (name.endsWith(".rego") && !name.endsWith("_test.rego")) {
                    files.put(name, Files.readString(path));
                }
            }
        }
        assertThat(files).containsKey("policies/main.rego");

        assertSameWasm(files, List.of("policies"), "modelspec/main/report");
    }

    @Test
    void theWasmOfAPolicyWithDataAndSeveralPathsIsThatOfOpaBuild() throws Exception {
        var files = Map.of(
                "x/one.rego",
                        "package one\n\nimport data.two.helper\n\np contains y if {\n\tsome y in data.list\n\thelper(y)\n}\n",
                "two.rego", "package two\n\nhelper(z) if regex.match(`^ä+$`, sprintf(\"%v\", [z]))\n",
                "x/list/data.json", "[1, \"ä\"]");

        assertSameWasm(files, List.of("x", "two.rego"), "one/p");
    }

    private void assertSameWasm(Map<String, String> files, List<String> paths, String entrypoint) throws Exception {
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        byte[] expected = opaBuild(paths, entrypoint);

        try (var toolchain = new RegoToolchain()) {
            var bundle = toolchain.compile(Workspace.of(files), paths, List.of(entrypoint));
            assertThat(bundle.wasm()).isEqualTo(expected);
        }
    }

    private byte[] opaBuild(List<String> paths, String entrypoint) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                System.getProperty("opa"),
                "build",
                "--target",
                "wasm",
                "--entrypoint",
                entrypoint,
                "--output",
                "b.tgz"));
        command.addAll(paths);
        run(command);
        run(List.of("tar", "-xzf", "b.tgz", "/policy.wasm"));
        return Files.readAllBytes(folder.resolve("policy.wasm"));
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> readString(log)).isZero();
    }

    private static String readString(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
