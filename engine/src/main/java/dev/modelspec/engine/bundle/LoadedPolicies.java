package dev.modelspec.engine.bundle;

import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.engine.policy.PolicyBundle;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Policies, ready for use, and what they were made of.
 *
 * @param policies the policies
 * @param rego supplies the texts of all rules and libraries, without tests, by the paths that the catalogue names
 * @param wasm answers all rules compiled in one piece: that of the bundle, else what a compiler makes of the Rego
 */
public record LoadedPolicies(
        PolicyBundle policies, Supplier<SortedMap<String, String>> rego, Function<CustomPolicies, byte[]> wasm) {}
