package dev.modelspec.cli;

import dev.modelspec.engine.report.Summary;
import java.util.Locale;

/** Which findings the exit code tells of. */
enum FailOn {
    DENY,
    WARN,
    NEVER;

    boolean fails(Summary summary) {
        return switch (this) {
            case DENY -> summary.denied() > 0;
            case WARN -> summary.denied() + summary.warned() > 0;
            case NEVER -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
