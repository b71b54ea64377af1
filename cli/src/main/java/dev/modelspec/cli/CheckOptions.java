package dev.modelspec.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to check, and how.
 *
 * @param paths files, folders, or {@code -}
 * @param profile name or path of the profile
 * @param policies folder of custom rules
 * @param jobs number of files that are checked at the same time
 * @param timeLimit what the rules may take for one spec
 */
record CheckOptions(
        List<Path> paths,
        OutputFormat format,
        String profile,
        @Nullable Path policies,
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

    /** All options as they are when nobody says anything. */
    static CheckOptions of(List<Path> paths) {
        return new CheckOptions(
                paths,
                OutputFormat.TEXT,
                PROFILE,
                null,
                false,
                FailOn.DENY,
                false,
                ColorMode.AUTO,
                false,
                Runtime.getRuntime().availableProcessors(),
                TIME_LIMIT);
    }
}
