package dev.modelspec.cli;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Says what keeps the command from doing what it is for. */
final class Failures {
    private static final String VARIABLE = "MODELSPEC_DEBUG";

    private final Console console;
    private boolean debug;
    private boolean outputFailed;
    private boolean faultExplained;

    Failures(Console console) {
        this.console = console;
        this.debug =
                console.isSet(VARIABLE) && !"0".equals(console.environment().get(VARIABLE));
    }

    /** Show stack traces from now on. */
    void showTraces() {
        debug = true;
    }

    /** Explains what was thrown, and answers the exit code for it. */
    int explain(Throwable thrown) {
        try {
            if (thrown instanceof IOException unwritten) {
                return unwritable(unwritten);
            }
            if (thrown instanceof ConfigurationException wrong) {
                console.complain(String.valueOf(wrong.getMessage()));
                trace(thrown);
                return ExitCode.USAGE;
            }
            fault(thrown.getMessage() == null ? thrown.toString() : thrown.getMessage(), thrown);
            return ExitCode.FAULT;
        } catch (IOException e) {
            return unwritable(e);
        }
    }

    /** Says that the fault is ours, and the first time what that means. */
    void fault(String message, @Nullable Throwable thrown) throws IOException {
        String meaning =
                "\nThis is a fault in modelspec or in a rule, not a verdict on a spec: nothing is compliant by it."
                        + (debug ? "" : "\nAdd --debug, or set " + VARIABLE + "=1, to see where it happened.");
        console.complain(message + (faultExplained ? "" : meaning));
        faultExplained = true;
        if (thrown != null) {
            trace(thrown);
        }
    }

    /** Explains, once, why standard output cannot be written to, and answers the exit code for it. */
    int unwritable(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("roken pipe")) {
            return ExitCode.BROKEN_PIPE;
        }
        if (!outputFailed) {
            outputFailed = true;
            console.err().println("modelspec: the output cannot be written: " + message);
            trace(e);
        }
        return ExitCode.USAGE;
    }

    private void trace(Throwable thrown) {
        if (debug) {
            thrown.printStackTrace(console.err());
        }
    }
}
