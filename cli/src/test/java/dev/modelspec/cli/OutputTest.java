package dev.modelspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Standard output that takes nothing. */
class OutputTest {
    private static final String SPEC = "../examples/00-minimal.modelspec.yaml";

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"check " + SPEC, "--help", "check --format=json " + SPEC, "rules", "rules --format=json"})
    void aReaderThatIsGoneEndsTheRunWithoutAWord(String arguments) {
        assertThat(run("Broken pipe", arguments)).isEqualTo(141);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"check " + SPEC, "check --format=json " + SPEC, "rules"})
    void aFullDiskIsSaid(String arguments) {
        assertThat(run("No space left on device", arguments)).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("modelspec: the output cannot be written: No space left on device\n");
    }

    private int run(String problem, String arguments) {
        OutputStream out = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(problem);
            }
        };
        Console console = new Console(
                InputStream.nullInputStream(),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                false,
                false);
        return Modelspec.run(console, arguments.split(" "));
    }
}
