package dev.modelspec.cli;

import dev.modelspec.engine.bundle.PolicyOrigin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to check, and how.
 *
 * @param paths files, folders, or {@code -}
 * @param reports what to report, and what not to count
 * @param profile name or path of the profile
 * @param policies custom rules; null for the built-in ones
 * @param context what surrounds the specs
 * @param jobs number of files that are checked at the same time
 * @param timeLimit what the rules may take for one spec
 */
record CheckOptions(
        List<Path> paths,
        ReportOptions.Reports reports,
        String profile,
        @Nullable PolicyOrigin policies,
        ContextChoice context,
        boolean schemaOnly,
        FailOn failOn,
        boolean quiet,
        ColorMode color,
        boolean allowEmpty,
        int jobs,
        Duration timeLimit) {
    static final String PROFILE = "baseline";
    static final String SECONDS = "5";
    static final Duration TIME_LIMIT = Duration.ofSeconds(Long.parseLong(SECONDS));
    private static final int MAX_JOBS = 256;
    private static final int MAX_SECONDS = 3600;

    CheckOptions {
        paths = List.copyOf(paths);
    }

    /** That many jobs, or an {@link IllegalArgumentException} that says how many there can be. */
    static int jobs(int wanted) {
        if (wanted < 1 || wanted > MAX_JOBS) {
            throw new IllegalArgumentException("--jobs must be from 1 to " + MAX_JOBS + ", not " + wanted);
        }
        return wanted;
    }

    /** That many seconds, or an {@link IllegalArgumentException} that says how many there can be. */
    static Duration timeLimit(double seconds) {
        if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
            throw new IllegalArgumentException(
                    "--time-limit must be more than 0 and at most " + MAX_SECONDS + " seconds, not " + seconds);
        }
        return Duration.ofNanos((long) (seconds * 1_000_000_000L));
    }
}
