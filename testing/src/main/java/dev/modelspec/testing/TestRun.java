package dev.modelspec.testing;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that was tested in a folder.
 *
 * @param tests in the order of files, then of lines
 * @param coverage which lines of the rules the Rego tests went through; null if nobody asked
 * @param reused how many did not run, because they passed before and nothing that they depend on has changed
 * @param remarks what should be mended although no test failed, such as a test file without tests
 * @param files those with specs and profiles that suites have read, wherever they are
 * @param duration from the first to the last
 */
public record TestRun(
        List<TestOutcome> tests,
        @Nullable PolicyCoverage coverage,
        int reused,
        List<String> remarks,
        Set<String> files,
        Duration duration) {
    public TestRun {
        tests = List.copyOf(tests);
        files = Set.copyOf(files);
        remarks = List.copyOf(remarks);
    }

    /** How many tests ended so. */
    public int count(TestOutcome.Status status) {
        return (int) tests.stream().filter(test -> test.status() == status).count();
    }

    /** Whether at least one test passed and none failed. */
    public boolean passed() {
        return count(TestOutcome.Status.PASS) > 0 && tests.stream().noneMatch(TestOutcome::failed);
    }
}
