package dev.modelspec.rego;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How to run tests.
 *
 * @param run a regular expression (RE2) that the full name of a test, such as {@code data.modelspec.rules.privacy.test_x}, must
 *     match in part; null for all tests
 * @param timeout what one test may take
 * @param coverage whether to tell which lines the tests reach
 */
public record TestOptions(@Nullable String run, Duration timeout, boolean coverage) {

    /** All tests, five seconds for each, as OPA has it; no coverage. */
    public static TestOptions all() {
        return new TestOptions(null, Duration.ofSeconds(5), false);
    }

    /** These options with only the tests whose name matches. */
    public TestOptions matching(String regex) {
        return new TestOptions(regex, timeout, coverage);
    }

    /** These options with coverage. */
    public TestOptions withCoverage() {
        return new TestOptions(run, timeout, true);
    }

    /** These options with another timeout. */
    public TestOptions within(Duration limit) {
        return new TestOptions(run, limit, coverage);
    }

    void writeTo(ObjectNode arguments) {
        arguments.put("run", Objects.requireNonNullElse(run, ""));
        arguments.put("timeoutMillis", timeout.toMillis());
        arguments.put("coverage", coverage);
    }
}
