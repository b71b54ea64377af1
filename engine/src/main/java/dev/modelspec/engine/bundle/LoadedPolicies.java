package dev.modelspec.engine.bundle;

import dev.modelspec.engine.policy.PolicyBundle;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * Policies, ready for use, and the text that they were made of.
 *
 * @param policies the policies
 * @param rego supplies the texts of all rules and libraries, without tests, by the paths that the catalogue names
 */
public record LoadedPolicies(PolicyBundle policies, Supplier<SortedMap<String, String>> rego) {}
