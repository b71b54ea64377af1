package dev.modelspec.engine.policy;

import java.util.Locale;

/** Where the question "may this run here?" is asked. */
public enum Surface {
    /** At a terminal. */
    CLI,
    /** In a build. */
    CI,
    /** At a cluster's door. */
    ADMISSION,
    /** In a report over what is there already. */
    AUDIT;

    /** The name as rules and profiles write it, in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return id();
    }
}
