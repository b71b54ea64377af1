package dev.modelspec.testcluster;

import org.jspecify.annotations.Nullable;

/** The cluster or one of its programs does not run; the message says which, why, and how to mend it. */
public final class TestClusterException extends RuntimeException {
    TestClusterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
