package dev.modelspec.testing;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What to run, and how.
 *
 * @param only leaves out tests in whose full name it is not found: {@code data.<package>.<test>} or {@code <suite>/<case>}; null
 *     to run all
 * @param timeout how long one test or case may take
 * @param coverage whether to tell which lines of the rules the Rego tests went through
 */
public record TestSettings(@Nullable Pattern only, Duration timeout, boolean coverage) {
    /** All tests, five seconds each, without coverage. */
    public static TestSettings all() {
        return new TestSettings(null, Duration.ofSeconds(5), false);
    }
}
