package dev.modelspec.testing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one Rego test or one case of a suite ended.
 *
 * @param file the file it stands in, as the user knows it
 * @param line the 1-based line it starts at; 0 if unknown
 * @param group what it belongs to: the package of a Rego test, without {@code data.}, or the name of a suite
 * @param name the name of the test, or of the case
 * @param status how it ended
 * @param duration how long it took
 * @param problem why it did not pass; null if it passed or was skipped
 * @param output what the test wrote with {@code print}; empty if nothing
 */
public record TestOutcome(
        String file,
        int line,
        String group,
        String name,
        Status status,
        Duration duration,
        @Nullable TestProblem problem,
        String output) {

    /** How a test ends. */
    public enum Status {
        /** It is as expected. */
        PASS,
        /** It is not as expected. */
        FAIL,
        /** It could not be told, such as after the time for it ran out. */
        ERROR,
        /** It was left out: the name begins with {@code todo_}. */
        SKIP;

        /** The word that reports use. */
        public String word() {
            return switch (this) {
                case PASS -> "pass";
                case FAIL -> "FAIL";
                case ERROR -> "ERROR";
                case SKIP -> "skip";
            };
        }
    }

    /** Whether the run fails because of it. */
    public boolean failed() {
        return status == Status.FAIL || status == Status.ERROR;
    }
}
