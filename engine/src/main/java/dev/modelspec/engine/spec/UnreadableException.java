package dev.modelspec.engine.spec;

import dev.modelspec.engine.finding.Finding;

/** Leaves the recursion of a reader with the finding that says why. Never leaves the package. */
final class UnreadableException extends RuntimeException {
    private final transient Finding finding;
    private final int offset;

    UnreadableException(Finding finding, int offset) {
        super(finding.message(), null, false, false);
        this.finding = finding;
        this.offset = offset;
    }

    Finding finding() {
        return finding;
    }

    /** Where reading stopped. */
    int offset() {
        return offset;
    }
}
