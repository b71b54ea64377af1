package dev.modelspec.webhook.decisionlog;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A line under way. */
final class Entry {
    final byte[] line;
    final Instant since;

    /** Who waits for it; null if nobody does. */
    final @Nullable CompletableFuture<Void> waiting;

    private boolean refused;
    private @Nullable Exception refusal;

    Entry(byte[] line, Instant since, boolean awaited) {
        this.line = line;
        this.since = since;
        this.waiting = awaited ? new CompletableFuture<>() : null;
    }

    static List<byte[]> lines(List<Entry> entries) {
        return entries.stream().map(entry -> entry.line).toList();
    }

    /**
     * The sink never takes it.
     *
     * @param tell what to tell who waits; null if the line is kept elsewhere
     */
    void refuse(@Nullable Exception tell) {
        refused = true;
        refusal = tell;
    }

    boolean isRefused() {
        return refused;
    }

    /** Tells who waits; null for no failure. */
    void done(@Nullable Exception failure) {
        Exception told = failure == null ? refusal : failure;
        if (waiting != null) {
            if (told == null) {
                waiting.complete(null);
            } else {
                waiting.completeExceptionally(told);
            }
        }
    }
}
