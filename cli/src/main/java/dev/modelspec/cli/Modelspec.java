package dev.modelspec.cli;

import java.io.IOException;

/** The command. */
public final class Modelspec {
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
            CheckOptions plain = PlainArguments.read(arguments);
            exitCode = plain == null
                    ? Commands.run(console, failures, arguments)
                    : new Check(console, plain, failures).run();
            console.out().flush();
        } catch (IOException e) {
            exitCode = failures.unwritable(e);
        } catch (Throwable e) {
            exitCode = failures.explain(e);
        }
        console.err().flush();
        return exitCode;
    }
}
