package dev.modelspec.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A run of the command inside the test's JVM.
 *
 * @param exitCode what the process would exit with
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record Run(int exitCode, String out, String err) {
    /** Runs without terminals and with nothing on standard input. */
    static Run of(String... arguments) {
        return of("", Map.of(), false, arguments);
    }

    /** Runs with a text on standard input. */
    static Run withInput(String input, String... arguments) {
        return of(input, Map.of(), false, arguments);
    }

    static Run of(String input, Map<String, String> environment, boolean terminal, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                terminal,
                terminal);
        int exitCode = Modelspec.run(console, arguments);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
