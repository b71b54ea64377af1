package dev.modelspec.engine.policy;

import org.jspecify.annotations.Nullable;

/**
 * Where a choice was made.
 *
 * @param source the name of a built-in profile, or the path of a profile's file
 * @param builtIn whether it is a built-in profile
 * @param line 1-based
 * @param override the name of the override that makes the choice; null if it is made for all specs
 */
public record Origin(
        String source, boolean builtIn, int line, @Nullable String override) {
    /** The name of a built-in profile, {@code file:line} of another. */
    public String place() {
        return builtIn ? source : source + ":" + line;
    }
}
