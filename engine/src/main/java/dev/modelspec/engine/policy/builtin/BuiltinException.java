package dev.modelspec.engine.policy.builtin;

/**
 * A builtin's call has no result: an argument is of the wrong type or means nothing. The expression becomes undefined, as it
 * does in OPA when errors of builtins are not strict.
 */
public final class BuiltinException extends Exception {
    private static final long serialVersionUID = 1L;

    public BuiltinException(String message) {
        super(message);
    }
}
