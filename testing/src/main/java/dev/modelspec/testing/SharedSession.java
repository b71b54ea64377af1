package dev.modelspec.testing;

import dev.modelspec.rego.RegoSession;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What OPA keeps compiled for both the suites and the Rego tests of a run, from when the first of them needs it. Thread-safe. */
final class SharedSession implements AutoCloseable {
    private final Supplier<CompletableFuture<RegoSession>> opening;
    private @Nullable CompletableFuture<RegoSession> session;

    SharedSession(Supplier<CompletableFuture<RegoSession>> opening) {
        this.opening = opening;
    }

    /** Begins to open it, unless somebody has. */
    synchronized void begin() {
        if (session == null) {
            session = opening.get();
        }
    }

    /** It, when it is parsed. */
    synchronized CompletableFuture<RegoSession> open() {
        begin();
        return Objects.requireNonNull(session);
    }

    /** Opens it, unless somebody has, and waits until it is parsed. */
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

    /** Closes it, at once or as soon as it is open. */
    @Override
    public synchronized void close() {
        if (session != null) {
            session = session.thenApply(opened -> {
                opened.close();
                return opened;
            });
        }
    }
}
