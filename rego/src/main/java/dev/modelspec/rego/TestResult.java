package dev.modelspec.rego;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What came of one test.
 *
 * @param packageName the package of the test as a reference, such as {@code data.modelspec.rules.privacy["pii-declared_test"]}
 * @param name the name of the rule; of a case, its keys
 * @param file the file it stands in
 * @param row the 1-based line of its head
 * @param status what came of it
 * @param duration how long it took
 * @param error why it has no answer; null unless the status is {@link Status#ERROR}
 * @param output what it printed
 * @param failure where it failed, if that can be told; null unless the status is {@link Status#FAIL}
 * @param cases what came of each case, if the test has cases: {@code test_x[name] if { … }}
 */
public record TestResult(
        String packageName,
        String name,
        String file,
        int row,
        Status status,
        Duration duration,
        @Nullable String error,
        String output,
        @Nullable TestFailure failure,
        List<TestResult> cases) {

    /** What may come of a test. */
    public enum Status {
        PASS,
        /** It does not hold. */
        FAIL,
        /** It has no answer: it took too long, or a rule has two values. */
        ERROR,
        /** Its name begins with {@code todo_}. */
        SKIP
    }

    static List<TestResult> listOf(JsonNode tests) {
        return tests.valueStream().map(TestResult::of).toList();
    }

    private static TestResult of(JsonNode test) {
        return new TestResult(
                test.required("package").asString(),
                test.required("name").asString(),
                test.required("file").asString(),
                test.required("row").asInt(),
                Status.valueOf(test.required("status").asString().toUpperCase(Locale.ROOT)),
                Duration.ofNanos(test.required("nanoseconds").asLong()),
                test.has("error") ? test.required("error").asString() : null,
                test.path("output").asString(""),
                test.has("failure") ? TestFailure.of(test.required("failure")) : null,
                listOf(test.path("cases")));
    }
}
