package dev.modelspec.engine.report;

import dev.modelspec.engine.governance.Evaluation;
import java.io.IOException;

/**
 * Writes a report while specs are being checked: {@link #begin} once, {@link #add} for each source, {@link #end} once. Nothing of
 * a source is kept after it was added. Not thread-safe; what it writes depends on nothing but what it is given.
 */
public interface ReportWriter {
    /** Starts the report. */
    void begin(ReportHeader header) throws IOException;

    /**
     * Reports what was found in a source.
     *
     * @param content the bytes of the source, of which lines are quoted
     */
    void add(Evaluation evaluation, byte[] content) throws IOException;

    /** Finishes the report. The stream below is flushed and stays open. */
    void end(Summary summary) throws IOException;
}
