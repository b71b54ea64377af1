package dev.modelspec.audit.cluster;

import java.net.ConnectException;

/** Why something of somebody else's did not work. */
final class Failures {
    private Failures() {}

    /** What the innermost cause that says something says, or the kind of failure if none does. */
    static String message(Throwable failure) {
        String message = failure.getClass().getSimpleName();
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each.getMessage() != null && !each.getMessage().isBlank()) {
                message = each.getMessage();
            } else if (each instanceof ConnectException) {
                // Java's client says no more of it.
                return "the connection is refused";
            }
        }
        return message;
    }
}
