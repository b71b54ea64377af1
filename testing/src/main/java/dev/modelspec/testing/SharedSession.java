package dev.modelspec.testing;

import dev.modelspec.rego.RegoSession;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What OPA keeps compiled for both the suites and the Rego tests of a run, from when the first of them needs it. Thread-safe. */
final class SharedSession implements AutoCloseable {
    private final Supplier<RegoSession> opening;
    private @Nullable CompletableFuture<RegoSession> session;

    SharedSession(Supplier<RegoSession> opening) {
        this.opening = opening;
    }

    /** Begins to open it, unless somebody has. */
    synchronized void begin() {
        if (session == null) {
            // In a thread of its own, for all else waits for it.
            session = CompletableFuture.supplyAsync(opening, task -> new Thread(task, "opening").start());
        }
    }

    /** It, when it is open. */
    synchronized CompletableFuture<RegoSession> open() {
        begin();
        return Objects.requireNonNull(session);
    }

    /** Opens it, unless somebody has, and waits until it is open. */
    RegoSession await() {
        try {
            return open().join();
        } catch (CompletionException e) {
            throw refusal(e);
        }
    }

    /** Why it could not be opened. */
    static RuntimeException refusal(CompletionException e) {
        return e.getCause() instanceof RuntimeException cause ? cause : e;
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            try {
                session.join().close();
            } catch (CompletionException neverOpened) {
                // Who wanted it knows.
            }
        }
    }
}
