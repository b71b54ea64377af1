package dev.modelspec.audit;

import java.io.IOException;

/**
 * Writes a report while specs are being audited: {@link #begin} once, {@link #add} for each spec, {@link #end} once. What it keeps of
 * the specs is bounded, or its documentation says so. Not thread-safe; what it writes depends on nothing but what it is given.
 */
public interface AuditWriter {
    /** Starts the report. */
    void begin(AuditHeader header) throws IOException;

    /** Reports a spec. */
    void add(AuditedSpec spec) throws IOException;

    /** Finishes the report. The stream below is flushed and stays open. */
    void end(AuditTotals totals) throws IOException;
}
