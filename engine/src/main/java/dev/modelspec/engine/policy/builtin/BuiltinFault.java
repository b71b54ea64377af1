package dev.modelspec.engine.policy.builtin;

/**
 * A call which OPA would answer and we cannot: the result has no place in Wasm, is too large, or the evaluation was
 * interrupted. Undefined would be a wrong answer, so the whole evaluation has to stop.
 */
public final class BuiltinFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BuiltinFault(String message) {
        super(message);
    }

    /** Stops a long loop when the evaluation's thread was interrupted. */
    static void stopIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new BuiltinFault("the evaluation was interrupted");
        }
    }
}
