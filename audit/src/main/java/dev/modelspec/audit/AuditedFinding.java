package dev.modelspec.audit;

import dev.modelspec.engine.finding.Finding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A finding as an audit reports it.
 *
 * @param finding the finding, with its fingerprint
 * @param line the line of the source where it starts; empty if there is nothing to show
 * @param standing whether it counts
 * @param waiver the name of the waiver if it is waived, else null
 * @param since when an audit found it first; null if that was not asked
 */
public record AuditedFinding(
        Finding finding,
        String line,
        Standing standing,
        @Nullable String waiver,
        @Nullable Instant since) {

    /** Whether a finding counts. */
    public enum Standing {
        /** It counts. */
        OPEN,
        /** Somebody accepts it for a time. */
        WAIVED,
        /** It was there when the rules were adopted. */
        BASELINE
    }
}
