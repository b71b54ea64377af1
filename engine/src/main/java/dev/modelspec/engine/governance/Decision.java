package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import java.util.Collection;

/** The answer to "may this run here?", from the mildest to the strictest. */
public enum Decision {
    /** Nothing was found. */
    ALLOW,
    /** It may run, with warnings. */
    WARN,
    /** It may not run. */
    DENY;

    /** What findings add up to. */
    public static Decision of(Collection<Finding> findings) {
        var decision = ALLOW;
        for (Finding finding : findings) {
            if (finding.level() == Level.DENY) {
                return DENY;
            }
            decision = WARN;
        }
        return decision;
    }

    /** The stricter of the two. */
    Decision and(Decision other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
