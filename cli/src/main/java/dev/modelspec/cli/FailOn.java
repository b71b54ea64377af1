package dev.modelspec.cli;

import dev.modelspec.engine.report.Summary;
import java.util.Locale;

/** Which findings the exit code tells of. */
enum FailOn {
    DENY,
    WARN,
    NEVER;

    boolean fails(Summary summary) {
        return fails(summary.denied(), summary.warned());
    }

    /** Whether so many specs make a run fail. */
    boolean fails(long denied, long warned) {
        return switch (this) {
            case DENY -> denied > 0;
            case WARN -> denied + warned > 0;
            case NEVER -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
