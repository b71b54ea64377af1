package dev.modelspec.engine.governance;

/**
 * How a part of policies that is no rule differs from that of others.
 *
 * @param kind what it is
 * @param name of a file of Rego, its path; of what was compiled, that of the file in a bundle; of data, a JSON Pointer; of a profile,
 *     its name
 * @param change what became of it
 */
public record PartDifference(Kind kind, String name, Change change) {
    /** Kinds of parts. */
    public enum Kind {
        LIBRARY,
        COMPILED,
        DATA,
        PROFILE
    }

    /** What can become of a part. */
    public enum Change {
        ADDED,
        REMOVED,
        CHANGED
    }
}
