package dev.modelspec.cli;

import dev.modelspec.engine.report.Printable;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What surrounds a run of the command. Text is UTF-8 whatever the locale.
 *
 * @param in standard input
 * @param out standard output, buffered; unlike {@code System.out} it throws when nobody reads
 * @param err standard error
 * @param environment environment variables
 * @param outIsTerminal whether a person sees standard output
 * @param errIsTerminal whether a person sees standard error
 */
record Console(
        InputStream in,
        OutputStream out,
        PrintStream err,
        Map<String, String> environment,
        boolean outIsTerminal,
        boolean errIsTerminal) {
    /** Set by the launcher: the numbers of those of its standard streams that are terminals. Java cannot tell. */
    private static final String TERMINALS = "modelspec.terminals";

    private static final int BUFFER = 1 << 16;

    static Console ofProcess() {
        String terminals = System.getProperty(TERMINALS, "");
        return new Console(
                System.in,
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                System.getenv(),
                terminals.contains("1"),
                terminals.contains("2"));
    }

    /** Says something on standard error, after what was written to standard output so far. */
    void complain(String message) throws IOException {
        out.flush();
        err.println("modelspec: " + message.lines().map(Printable::of).collect(Collectors.joining("\n")));
    }

    /** Whether an environment variable has a value. */
    boolean isSet(String variable) {
        return !environment.getOrDefault(variable, "").isEmpty();
    }
}
