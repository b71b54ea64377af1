package dev.modelspec.engine.finding;

/** What a finding of a rule does to the decision. */
public enum Level {
    /** The spec is refused. */
    DENY,
    /** The spec is let through, with the finding reported. */
    WARN,
    /** The rule is not applied. */
    OFF
}
