package dev.modelspec.cli;

import java.io.IOException;

/** The command. */
public final class Modelspec {
    private static final String SILENCE = "org.slf4j.nop.NOPServiceProvider";
    private static final String LOGBACK = "ch.qos.logback.classic.spi.LogbackServiceProvider";

    private Modelspec() {}

    private static boolean isServer(String[] arguments) {
        return arguments.length > 0 && arguments[0].equals("webhook");
    }

    /** Runs the command and ends the JVM with its exit code. */
    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) {
        // Of the two that there are. Looking for them takes longer than a command may.
        System.setProperty("slf4j.provider", isServer(arguments) ? LOGBACK : SILENCE);
        System.setProperty("slf4j.internal.verbosity", "WARN");
        System.exit(run(Console.ofProcess(), arguments));
    }

    /** Runs the command and answers its exit code. */
    static int run(Console console, String... arguments) {
        Failures failures = new Failures(console);
        int exitCode;
        try {
            exitCode = run(console, failures, arguments);
            console.out().flush();
        } catch (IOException e) {
            exitCode = failures.unwritable(e);
        } catch (Throwable e) {
            exitCode = failures.explain(e);
        }
        console.err().flush();
        return exitCode;
    }

    private static int run(Console console, Failures failures, String... arguments) throws IOException {
        CheckOptions check = PlainCheck.of(arguments);
        if (check != null) {
            return new Check(console, check, failures).run();
        }
        TestOptions test = PlainTest.of(arguments);
        return test == null ? Commands.run(console, failures, arguments) : new Testing(console, test).run();
    }
}
