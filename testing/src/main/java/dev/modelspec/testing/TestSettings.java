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
 * @param compiled whether suites are judged by compiled rules, as specs are, even if OPA itself would be ready sooner
 */
public record TestSettings(@Nullable Pattern only, Duration timeout, boolean coverage, boolean compiled) {
    /** All tests, five seconds each, without coverage. */
    public static TestSettings all() {
        return new TestSettings(null, Duration.ofSeconds(5), false, false);
    }
}
