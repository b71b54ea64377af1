package dev.modelspec.engine.governance;

import dev.modelspec.engine.governance.PartDifference.Change;
import dev.modelspec.engine.governance.PartDifference.Kind;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.source.JsonPointers;
import dev.modelspec.rego.RuleMetadata;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What rules are made of and decide by: compared to find that a rule decides otherwise although it says the same of itself.
 *
 * @param rego the texts of all rules and libraries by their paths
 * @param policies the rules, with their data and profiles
 * @param wasm supplies all rules compiled in one piece, for which all of them may be compiled
 */
public record PolicyParts(SortedMap<String, String> rego, PolicyBundle policies, Supplier<byte[]> wasm) {
    /** The Rego of a rule; null if it is not there. */
    @Nullable
    String regoOf(RuleMetadata rule) {
        return rego.get(rule.file());
    }

    /** How libraries, what was compiled of the same Rego, data and profiles differ, in that order, and each in the order of their names. */
    public static List<PartDifference> differences(PolicyParts before, PolicyParts after) {
        var differences = new ArrayList<PartDifference>();
        compare(Kind.LIBRARY, before.libraries(), after.libraries(), Objects::equals, differences);
        // Of other Rego, it is another one anyway.
        if (before.rego.equals(after.rego) && !Arrays.equals(before.wasm.get(), after.wasm.get())) {
            differences.add(new PartDifference(Kind.COMPILED, "policy.wasm", Change.CHANGED));
        }
        compareData("", before.policies.data(), after.policies.data(), differences);
        compare(Kind.PROFILE, before.profiles(), after.profiles(), Objects::deepEquals, differences);
        return differences;
    }

    private SortedMap<String, String> libraries() {
        var libraries = new TreeMap<>(rego);
        policies.catalog().rules().forEach(rule -> libraries.remove(rule.file()));
        return libraries;
    }

    private SortedMap<String, byte[]> profiles() {
        var profiles = new TreeMap<String, byte[]>();
        for (String name : PolicyBundle.builtInProfiles()) {
            profiles.put(name, Objects.requireNonNull(PolicyBundle.builtInProfile(name)));
        }
        policies.profiles().forEach((name, text) -> profiles.put(name, text.content()));
        return profiles;
    }

    private static <T> void compare(
            Kind kind,
            Map<String, T> before,
            Map<String, T> after,
            BiPredicate<T, T> same,
            List<PartDifference> differences) {
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            T was = before.get(name);
            T is = after.get(name);
            if (was == null || is == null || !same.test(was, is)) {
                differences.add(new PartDifference(kind, name, change(was, is)));
            }
        }
    }

    private static Change change(@Nullable Object was, @Nullable Object is) {
        return was == null ? Change.ADDED : is == null ? Change.REMOVED : Change.CHANGED;
    }

    /** As deep as both are objects; what is in a list is not told. */
    private static void compareData(String pointer, JsonNode was, JsonNode is, List<PartDifference> differences) {
        if (!was.isObject() || !is.isObject()) {
            if (!was.equals(is)) {
                differences.add(new PartDifference(Kind.DATA, pointer, Change.CHANGED));
            }
            return;
        }
        var names = new TreeSet<>(was.propertyNames());
        names.addAll(is.propertyNames());
        for (String name : names) {
            String place = JsonPointers.child(pointer, name);
            if (was.has(name) && is.has(name)) {
                compareData(place, was.path(name), is.path(name), differences);
            } else {
                differences.add(new PartDifference(Kind.DATA, place, change(was.get(name), is.get(name))));
            }
        }
    }
}
