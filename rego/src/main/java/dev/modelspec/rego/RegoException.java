package dev.modelspec.rego;

import java.util.List;
import java.util.stream.Collectors;

/** Rego that does not compile. The errors say where and why. */
public final class RegoException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<RegoError> errors;

    /**
     * Rego with errors.
     *
     * @param errors at least one, in the order of files and rows
     */
    public RegoException(List<RegoError> errors) {
        super(errors.stream().map(RegoError::toString).collect(Collectors.joining("\n")));
        this.errors = List.copyOf(errors);
    }

    /** What is wrong, in the order of files and rows. */
    public List<RegoError> errors() {
        return errors;
    }
}
