package dev.modelspec.rego;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Rego that does not compile, or has no answer. The errors say where and why. */
public final class RegoException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final Comparator<RegoError> ORDER = Comparator.comparing(
                    RegoError::file, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingInt(RegoError::row)
            .thenComparingInt(RegoError::column);

    private final transient List<RegoError> errors;

    /**
     * Rego with errors.
     *
     * @param errors at least one
     */
    public RegoException(List<RegoError> errors) {
        super(errors.stream().sorted(ORDER).map(RegoError::toString).collect(Collectors.joining("\n")));
        this.errors = errors.stream().sorted(ORDER).toList();
    }

    /** What is wrong, in the order of files and rows. */
    public List<RegoError> errors() {
        return errors;
    }
}
