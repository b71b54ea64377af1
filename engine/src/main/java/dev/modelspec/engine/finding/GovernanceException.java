package dev.modelspec.engine.finding;

import org.jspecify.annotations.Nullable;

/**
 * A fault on our side: policies that do not load, an evaluation that ran too long, a malformed answer. It is neither an allow
 * nor a deny; whoever catches it must not let a spec pass because of it.
 */
public final class GovernanceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A fault with what caused it. */
    public GovernanceException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A fault that nothing else caused. */
    public GovernanceException(String message) {
        this(message, null);
    }
}
