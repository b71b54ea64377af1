package dev.modelspec.engine.report;

/**
 * The specs beside a rule.
 *
 * @param fail a spec that breaks the rule
 * @param said what {@code modelspec check} says of it; empty if that takes more than the spec, such as other specs
 * @param profile the profile that it was checked with
 * @param pass the nearest spec that satisfies the rule
 */
public record RuleExample(String fail, String said, String profile, String pass) {}
