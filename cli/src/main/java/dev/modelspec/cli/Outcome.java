package dev.modelspec.cli;

import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.report.Unchecked;
import org.jspecify.annotations.Nullable;

/** What became of an input. */
sealed interface Outcome {
    /**
     * There is a verdict.
     *
     * @param content the bytes to quote from; empty if there is nothing to say about them
     * @param digest of the bytes, {@code sha256:…}; empty if nobody asks for it
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Judged(Evaluation evaluation, byte[] content, String digest) implements Outcome {}

    /**
     * It holds no specs, and need not.
     *
     * @param documents how many documents it holds instead
     */
    record PassedOver(int documents) implements Outcome {}

    /**
     * There is no verdict.
     *
     * @param thrown what happened, if the fault is ours
     */
    record Failed(Unchecked unchecked, @Nullable Throwable thrown) implements Outcome {}
}
