package dev.modelspec.engine.finding;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong with a user's document. What is wrong with us is a {@code GovernanceException} instead.
 *
 * @param rule id of the rule, {@code category/rule-id}; the categories {@code syntax} and {@code schema} are the engine's own
 * @param level what it does to the decision
 * @param severity how much harm it does
 * @param title short name of the rule, the same for all its findings
 * @param message what is wrong here, one sentence
 * @param remediation what to do about it
 * @param location where it is
 * @param fingerprint 32 hexadecimal digits that stay the same while text moves or is laid out anew; empty until it is known which
 *     spec the finding is in
 * @param replacement the text that mends it by standing where the location's region is; null where that takes more, or judgement
 */
public record Finding(
        String rule,
        Level level,
        Severity severity,
        String title,
        String message,
        @Nullable String remediation,
        Location location,
        String fingerprint,
        @Nullable String replacement) {

    /** A finding of which nobody knows yet which spec it is in. */
    public Finding(
            String rule,
            Level level,
            Severity severity,
            String title,
            String message,
            @Nullable String remediation,
            Location location) {
        this(rule, level, severity, title, message, remediation, location, "", null);
    }

    /** The same with its fingerprint. */
    public Finding with(String known) {
        return new Finding(rule, level, severity, title, message, remediation, location, known, replacement);
    }

    /** The same with the text that mends it. */
    public Finding mendedBy(@Nullable String text) {
        return new Finding(rule, level, severity, title, message, remediation, location, fingerprint, text);
    }
}
