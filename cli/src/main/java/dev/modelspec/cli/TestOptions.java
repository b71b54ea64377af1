package dev.modelspec.cli;

import dev.modelspec.testing.TestSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What to test, and how.
 *
 * @param folder of policies
 * @param only a regular expression that is found in the names of the tests to run; null for all
 * @param timeout what one test may take
 * @param coverage whether to tell of the coverage, which a threshold and a file for it imply
 * @param threshold the percentage of lines to reach; null for none
 * @param lcov the file for the coverage; null for none
 * @param junit the file for a report as JUnit XML; null for none
 * @param compiled whether suites are judged by compiled rules
 */
record TestOptions(
        Path folder,
        @Nullable String only,
        Duration timeout,
        boolean coverage,
        @Nullable Double threshold,
        @Nullable Path lcov,
        @Nullable Path junit,
        boolean compiled,
        boolean watch,
        OutputFormat format,
        boolean quiet,
        ColorMode color) {
    TestOptions {
        if (junit != null
                && lcov != null
                && junit.toAbsolutePath()
                        .normalize()
                        .equals(lcov.toAbsolutePath().normalize())) {
            throw new IllegalArgumentException("--junit and --lcov name the same file, " + junit);
        }
    }

    static final String SECONDS = "5";
    static final Duration TIMEOUT = Duration.ofSeconds(Long.parseLong(SECONDS));
    private static final int MAX_SECONDS = 3600;

    /** That regular expression, or an {@link IllegalArgumentException} that says that it is none. */
    static String only(String regex) {
        try {
            return Pattern.compile(regex).pattern();
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "--run is no regular expression: " + e.getDescription() + ": " + regex, e);
        }
    }

    /** That many seconds, or an {@link IllegalArgumentException} that says how many there can be. */
    static Duration timeout(double seconds) {
        if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
            throw new IllegalArgumentException(
                    "--timeout must be more than 0 and at most " + MAX_SECONDS + " seconds, not " + seconds);
        }
        return Duration.ofNanos((long) (seconds * 1_000_000_000L));
    }

    /** That percentage, or an {@link IllegalArgumentException} that says what it can be. */
    static double threshold(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("--threshold must be from 0 to 100, not " + percent);
        }
        return percent;
    }

    /** What the tester is to know of it. */
    TestSettings settings() {
        return new TestSettings(
                only == null ? null : Pattern.compile(only),
                timeout,
                coverage || threshold != null || lcov != null,
                compiled);
    }
}
