package dev.modelspec.rego;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Our bundle against that of the {@code opa} program of the same version, on the same paths. What our host answers has a name that
 * Rego cannot have: {@code opa} is given one as long, as the name of a builtin of its own.
 */
class OracleTest {
    private static final Path POLICIES = Path.of("../policies");
    private static final String OURS = "host:regex";
    private static final String THEIRS = "hostXregex";
    private static final List<String> HOSTED = List.of("match", "is_valid", "find_all_string_submatch_n");

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
                "two.rego",
                        "package two\n\nhelper(z) if {\n\tregex.match(`^ä+$`, sprintf(\"%v\", [z]))\n\tglob.match(\"ä\", [], z)\n}\n",
                "x/list/data.json", "[1, \"ä\"]");

        assertSameWasm(files, List.of("x", "two.rego"), "one/p");
    }

    private void assertSameWasm(Map<String, String> files, List<String> paths, String entrypoint) throws Exception {
        for (var file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(
                    path,
                    file.getValue().replaceAll("\\bregex\\.(" + String.join("|", HOSTED) + ")\\(", THEIRS + ".$1("));
        }
        byte[] expected = opaBuild(paths, entrypoint);

        try (var toolchain = new RegoToolchain()) {
            var bundle = toolchain.compile(Workspace.of(files), paths, List.of(entrypoint));
            assertThat(Arrays.equals(bundle.wasm(), expected)).isTrue();
        }
    }

    private byte[] opaBuild(List<String> paths, String entrypoint) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                System.getProperty("opa"),
                "build",
                "--target",
                "wasm",
                "--capabilities",
                "capabilities.json",
                "--entrypoint",
                entrypoint,
                "--output",
                "b.tgz"));
        command.addAll(paths);
        Files.writeString(folder.resolve("capabilities.json"), capabilities());
        run(command);
        run(List.of("tar", "-xzf", "b.tgz", "/policy.wasm"));
        var wasm = new String(Files.readAllBytes(folder.resolve("policy.wasm")), StandardCharsets.ISO_8859_1);
        return wasm.replace(THEIRS, OURS).getBytes(StandardCharsets.ISO_8859_1);
    }

    private String capabilities() throws IOException, InterruptedException {
        run(List.of(System.getProperty("opa"), "capabilities", "--current"));
        var all = (ObjectNode) JsonMapper.shared().readTree(readString(folder.resolve("log")));
        var builtins = (ArrayNode) all.required("builtins");
        for (JsonNode builtin : List.copyOf(builtins.valueStream().toList())) {
            String name = builtin.required("name").asString();
            if (HOSTED.stream().anyMatch(hosted -> name.equals("regex." + hosted))) {
                builtins.add(((ObjectNode) builtin.deepCopy()).put("name", name.replace("regex", THEIRS)));
            }
        }
        return all.toString();
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
