package dev.modelspec.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The command. */
public final class Modelspec {
    private static final String CHECK = "check";

    private Modelspec() {}

    /** Runs the command and ends the JVM with its exit code. */
    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) {
        System.exit(run(Console.ofProcess(), arguments));
    }

    /** Runs the command and answers its exit code. */
    static int run(Console console, String... arguments) {
        Failures failures = new Failures(console);
        int exitCode;
        try {
            exitCode = isPlainCheck(arguments)
                    ? new Check(console, CheckOptions.of(operands(arguments)), failures).run()
                    : Commands.run(console, failures, arguments);
            console.out().flush();
        } catch (IOException e) {
            exitCode = failures.unwritable(e);
        } catch (Throwable e) {
            exitCode = failures.explain(e);
        }
        console.err().flush();
        return exitCode;
    }

    /**
     * Whether the arguments are {@code check} and nothing but paths. There is only one way to understand that, so there is no need to
     * load the parser of options, which would take longer than the check.
     */
    private static boolean isPlainCheck(String[] arguments) {
        return arguments.length > 1
                && arguments[0].equals(CHECK)
                && Arrays.stream(arguments)
                        .allMatch(argument -> !argument.startsWith("-") || argument.equals(InputFinder.STDIN_ARGUMENT));
    }

    private static List<Path> operands(String[] arguments) throws IOException {
        try {
            return Arrays.stream(arguments).skip(1).map(Path::of).toList();
        } catch (InvalidPathException e) {
            throw new IOException(e);
        }
    }
}
