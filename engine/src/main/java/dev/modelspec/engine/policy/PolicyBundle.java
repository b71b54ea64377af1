package dev.modelspec.engine.policy;

import dev.modelspec.engine.policy.wasm.BuiltInResources;
import dev.modelspec.engine.policy.wasm.PolicyModule;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.JsonTrees;
import dev.modelspec.policies.BuiltInPolicy;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.RuleMetadata;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compiled rules with their data and catalogue.
 *
 * @param modules the rules; what they find is put together
 * @param data the data document that they refer to
 * @param catalog what they say of themselves
 * @param profiles texts of profiles that come with the rules, by name
 * @param shown names the files of the rules in a message as the user does
 */
public record PolicyBundle(
        List<PolicyModule> modules,
        JsonNode data,
        RuleCatalog catalog,
        SortedMap<String, Source> profiles,
        UnaryOperator<String> shown) {
    /** The entrypoint of every bundle: the set of all findings of all rules. */
    public static final String ENTRYPOINT = "modelspec/main/report";

    public PolicyBundle {
        modules = List.copyOf(modules);
        profiles = Collections.unmodifiableSortedMap(new TreeMap<>(profiles));
    }

    /** Rules whose files are called as they are. */
    public PolicyBundle(
            List<PolicyModule> modules, JsonNode data, RuleCatalog catalog, SortedMap<String, Source> profiles) {
        this(modules, data, catalog, profiles, UnaryOperator.identity());
    }

    /** Rules that come without profiles. */
    public PolicyBundle(PolicyModule module, JsonNode data, RuleCatalog catalog) {
        this(List.of(module), data, catalog, new TreeMap<>());
    }

    /** These rules with the profiles of sources, whose files are called as the user does. */
    PolicyBundle of(PolicySources sources) {
        return new PolicyBundle(modules, data, catalog, sources.profiles(), sources.errors()::shown);
    }

    /** These rules, and those of a bundle that has neither data nor profiles. */
    PolicyBundle and(PolicyBundle other) {
        var both = new ArrayList<>(other.modules);
        both.addAll(modules);
        return new PolicyBundle(both, data, catalog.and(other.catalog), profiles);
    }

    /** The rules that ship with the engine. */
    public static PolicyBundle builtIn() {
        return new PolicyBundle(
                PolicyModule.of(
                        new BuiltInPolicy(),
                        BuiltInResources.read("BuiltInPolicy.meta"),
                        () -> BuiltInResources.read("policy.wasm")),
                json("data.json"),
                RuleCatalog.fromJson(json("catalog.json")));
    }

    /** The Wasm of the rules that ship with the engine, which tells one release of them from another. */
    public static byte[] builtInWasm() {
        return BuiltInResources.read("policy.wasm");
    }

    /** The names of the built-in profiles. */
    public static List<String> builtInProfiles() {
        return List.of("baseline", "production", "regulated");
    }

    /** The text of a built-in profile; null if there is none of that name. */
    public static byte @Nullable [] builtInProfile(String name) {
        return builtInProfiles().contains(name) ? BuiltInResources.read("profiles/" + name + ".yaml") : null;
    }

    /**
     * A spec beside a built-in rule.
     *
     * @param rule the id of a built-in rule
     * @param name {@code fail} or {@code pass}
     */
    public static byte[] builtInExample(String rule, String name) {
        return BuiltInResources.read("rules/" + rule + "/" + name + ".modelspec.yaml");
    }

    /**
     * Rules that were compiled before, by whomever.
     *
     * @param cache a folder that keeps the classes that the Wasm is turned into, by its digest; null to keep them in memory only
     * @throws IllegalArgumentException if the Wasm is none, lacks the entrypoint, or calls builtins that are not offered
     */
    public static PolicyBundle compiled(
            byte[] wasm, JsonNode data, RuleCatalog catalog, SortedMap<String, Source> profiles, @Nullable Path cache) {
        PolicyModule module;
        try {
            module = PolicyModule.compile(wasm, cache == null ? null : BundleCache.classesOf(wasm, cache));
            module.requireEntrypoint(ENTRYPOINT);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
        requireSameRules(module, catalog);
        return new PolicyBundle(List.of(module), data, catalog, profiles);
    }

    /** The engine asks the rules that the catalogue has: of another one nobody would hear. */
    private static void requireSameRules(PolicyModule module, RuleCatalog catalog) {
        var compiled = module.rules();
        var named = catalog.rules().stream().map(RuleMetadata::id).collect(Collectors.toCollection(TreeSet::new));
        if (!compiled.equals(named)) {
            var only = new TreeSet<>(compiled);
            only.removeAll(named);
            named.removeAll(compiled);
            throw new IllegalArgumentException("its rules are not those of the catalogue; only compiled are " + only
                    + ", only in the catalogue " + named);
        }
    }

    /** Tells the built-in Rego, the schema that Rego is checked against, and what became of both, of one release from those of another. */
    static String builtInIdentity() {
        return text("identity") + text("shared-identity");
    }

    private static String text(String name) {
        return new String(BuiltInResources.read(name), StandardCharsets.UTF_8);
    }

    /** The JSON Schema that references to {@code input} are checked against. */
    static String inputSchema() {
        return InputSchema.TEXT;
    }

    /** Read when it is needed. */
    private static final class InputSchema {
        private static final String TEXT = text("input-schema.json");
    }

    /** A JSON resource of the module {@code policies}. */
    static JsonNode json(String name) {
        return JsonTrees.read(new Source(name, BuiltInResources.read(name)));
    }
}
