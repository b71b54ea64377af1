package dev.modelspec.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class OpaTest {
    private static final Path PROGRAM = Path.of("target/native/opa");

    @Test
    void bothSayTheSame() throws Exception {
        String rego = "package a\nx = 1";
        String attached = "[{\"path\": \"a.rego\", \"size\": " + rego.length() + "}]";
        for (String command : List.of("check", "compile", "parse", "open", "begin", "test", "format", "nonsense")) {
            byte[] request = ("{\"command\": \"" + command + "\", \"arguments\": {\"files\": "
                            + attached
                            + ", \"paths\": [\"a.rego\"], \"entrypoints\": [\"a/x\"], \"timeoutMillis\": 1000}}\0"
                            + rego)
                    .getBytes(StandardCharsets.UTF_8);

            String said = withProgram(request);

            assertThat(inWasm(request)).isEqualTo(said);
            String expected = Map.of(
                            "nonsense", "{\"fault\":\"unknown",
                            "open", "{\"fault\":\"nothing is parsed",
                            "begin", "{\"fault\":\"nothing is open")
                    .getOrDefault(command, "{\"result\":");
            assertThat(said).as(command).startsWith(expected);
        }
    }

    @Test
    void whatIsNotAttachedIsAFault() throws Exception {
        byte[] request =
                "{\"command\": \"check\", \"arguments\": {\"files\": [{\"path\": \"a.rego\", \"size\": 9}]}}\0package"
                        .getBytes(StandardCharsets.UTF_8);

        assertThat(withProgram(request)).isEqualTo("{\"fault\":\"arguments: a.rego is not attached\"}");
    }

    @Test
    void aProgramThatEndsSaysWhatItWrote() throws Exception {
        Path broken = Files.createTempFile("opa", ".sh");
        Files.writeString(broken, "#!/bin/sh\necho why >&2\nexit 3\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();

        try (Opa opa = OpaProcess.start(broken)) {
            assertThatThrownBy(() -> opa.call(new byte[1 << 20])).isInstanceOf(RuntimeException.class);
            assertThat(opa.log()).isEqualTo("why\n");
        }
        Files.delete(broken);
    }

    @Test
    void aProgramThatIsNotThereIsAFaultThatNamesTheWayOut() {
        assertThatThrownBy(() -> OpaProcess.start(Path.of("no-such-program")))
                .isInstanceOf(ToolchainException.class)
                .hasMessageContainingAll("no-such-program", "without -Dmodelspec.opa it runs inside Java");
    }

    @Test
    void itEndsWithItsHostWhateverItIsDoing() throws Exception {
        Process process = new ProcessBuilder(PROGRAM.toString()).start();
        String rego =
                "package a_test\ntest_x if { n := numbers.range(1, 100000); some a in n; some b in n; a + b < 0 }";
        byte[] endless = ("{\"command\": \"test\", \"arguments\": {\"timeoutMillis\": 600000, \"files\":"
                        + " [{\"path\": \"a_test.rego\", \"size\": " + rego.length() + "}]}}\0" + rego)
                .getBytes(StandardCharsets.UTF_8);
        try (var out = new DataOutputStream(process.getOutputStream())) {
            out.writeInt(endless.length);
            out.write(endless);
            out.flush();
            // It would have answered by now if it had something to say, such as that this does not compile.
            assertThat(process.waitFor(1, TimeUnit.SECONDS)).isFalse();
            assertThat(process.getInputStream().available()).isZero();
        }

        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private static String withProgram(byte[] request) {
        try (Opa opa = OpaProcess.start(PROGRAM)) {
            return text(opa.call(request));
        }
    }

    private static String inWasm(byte[] request) throws Exception {
        var threads = Executors.newSingleThreadExecutor(task -> new Thread(null, task, "wasm", OpaReactor.STACK_BYTES));
        try {
            return threads.submit(() -> text(OpaReactor.ready().call(request))).get();
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        } finally {
            threads.shutdown();
        }
    }

    private static String text(byte[] response) {
        return new String(response, StandardCharsets.UTF_8).replaceAll("\"nanoseconds\":\\d+", "");
    }
}
