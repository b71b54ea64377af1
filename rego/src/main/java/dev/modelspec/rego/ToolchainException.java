package dev.modelspec.rego;

import org.jspecify.annotations.Nullable;

/** A fault of the toolchain itself, which no change to the Rego can mend. */
public final class ToolchainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ToolchainException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
