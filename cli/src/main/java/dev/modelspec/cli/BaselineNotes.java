package dev.modelspec.cli;

import dev.modelspec.audit.history.Baseline;
import dev.modelspec.engine.report.Unchecked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Says what a baseline has that nobody needs any more. */
final class BaselineNotes {
    private BaselineNotes() {}

    /**
     * Says it, unless nobody can know: findings of what has no verdict may still be there.
     *
     * @param baseline after all findings were looked for in it; null if there is none
     * @param file where it is
     */
    static void say(@Nullable Baseline baseline, @Nullable Path file, Collection<Unchecked> unchecked, Console console)
            throws IOException {
        if (baseline == null || !unchecked.isEmpty() || baseline.resolved().isEmpty()) {
            return;
        }
        int resolved = baseline.resolved().size();
        console.complain(file + " has " + resolved + (resolved == 1 ? " finding that is" : " findings that are")
                + " there no more: write it anew with --write-baseline");
    }
}
