package dev.modelspec.engine.policy;

import dev.modelspec.rego.RuleMetadata;
import java.util.List;

/**
 * A finding as a rule returned it.
 *
 * @param rule the rule
 * @param path names of fields, and positions in lists as decimal numbers, from the root of the document
 * @param message what is wrong
 */
public record PolicyFinding(RuleMetadata rule, List<String> path, String message) {}
