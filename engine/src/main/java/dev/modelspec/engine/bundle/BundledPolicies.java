package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.engine.policy.ParameterDefaults;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.PolicySources;
import dev.modelspec.engine.source.Source;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.RuleMetadata;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes the policies in a bundle ready for use. Whether they may be used is told by {@link BundleVerifier}, before. */
public final class BundledPolicies {
    private static final Set<String> SEVERITIES = Set.of("critical", "high", "medium", "low");

    private final CustomPolicies compiler;
    private final @Nullable Path cache;

    /**
     * A reader.
     *
     * @param compiler compiles bundles that have Rego only
     * @param cache a folder that keeps classes by the digest of the Wasm; null for none
     */
    public BundledPolicies(CustomPolicies compiler, @Nullable Path cache) {
        this.compiler = compiler;
        this.cache = cache;
    }

    /**
     * The policies of a bundle: those that {@link BundleBuilder} compiled, else its Rego, compiled as a folder's is.
     *
     * @throws ConfigurationException if it has neither, or what it has is wrong
     */
    public PolicyBundle read(BundleArchive bundle) {
        if (isOurs(bundle)) {
            return compiled(bundle);
        }
        if (bundle.files().keySet().stream().noneMatch(name -> name.endsWith(".rego"))) {
            throw Refusal.of(
                    bundle.origin(),
                    "it has neither Rego nor " + BundleBuilder.CATALOG + " with " + BundleBuilder.WASM
                            + "; make one with: modelspec bundle build");
        }
        return compiler.compile(PolicySources.of(bundle.origin(), bundle.files()));
    }

    private static boolean isOurs(BundleArchive bundle) {
        return bundle.files().containsKey(BundleBuilder.CATALOG)
                && bundle.files().containsKey(BundleBuilder.WASM);
    }

    private PolicyBundle compiled(BundleArchive bundle) {
        int format = BundleManifest.of(bundle).format();
        if (format > BundleManifest.FORMAT) {
            throw Refusal.of(
                    bundle.origin(),
                    "its format " + format + " is newer than " + BundleManifest.FORMAT
                            + ", the newest that is known here; use a newer modelspec");
        }
        byte[] wasm = bundle.files().getOrDefault(BundleBuilder.WASM, new byte[0]);
        RuleCatalog catalog = catalog(bundle);
        refuseWrongDefaults(bundle, catalog);
        JsonNode data = data(bundle);
        try {
            return PolicyBundle.compiled(wasm, data, catalog, profiles(bundle), cache);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(bundle.origin(), "its " + BundleBuilder.WASM + " cannot be used: " + e.getMessage());
        }
    }

    private static void refuseWrongDefaults(BundleArchive bundle, RuleCatalog catalog) {
        RuleCatalog builtIn = PolicyBundle.builtIn().catalog();
        var problems = new ArrayList<String>();
        for (RuleMetadata rule : catalog.rules()) {
            // Most are our own, which our tests hold against their schemas.
            var same = builtIn.rule(rule.id()).filter(own -> own.parameters().equals(rule.parameters()));
            if (same.isEmpty()) {
                byte[] text = bundle.files().get(rule.file());
                String rego = text == null ? null : new String(text, StandardCharsets.UTF_8);
                ParameterDefaults.problems(rule, rego).forEach(problem -> problems.add(problem.toString()));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException("The policies in " + bundle.origin() + " cannot be used", problems);
        }
    }

    /**
     * What the rules say of themselves; null if the bundle has only Rego.
     *
     * @throws ConfigurationException if the catalogue is damaged
     */
    public static @Nullable RuleCatalog catalogOf(BundleArchive bundle) {
        return isOurs(bundle) ? catalog(bundle) : null;
    }

    private static RuleCatalog catalog(BundleArchive bundle) {
        JsonNode json = BundleJson.read(
                bundle, BundleBuilder.CATALOG, bundle.files().getOrDefault(BundleBuilder.CATALOG, new byte[0]));
        try {
            RuleCatalog catalog = RuleCatalog.fromJson(json);
            if (catalog.rules().size() != json.path("rules").size()) {
                throw new IllegalArgumentException("it has a rule twice");
            }
            for (RuleMetadata rule : catalog.rules()) {
                if (rule.id().indexOf('/') < 1 || !SEVERITIES.contains(rule.severity())) {
                    throw new IllegalArgumentException(
                            "rule " + rule.id() + " has the severity `" + rule.severity() + "`");
                }
            }
            return catalog;
        } catch (RuntimeException malformed) {
            throw Refusal.of(
                    bundle.origin(),
                    "its " + BundleBuilder.CATALOG + " is no catalogue of rules: " + firstLine(malformed));
        }
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private static JsonNode data(BundleArchive bundle) {
        byte[] text = bundle.files().get(BundleBuilder.DATA);
        if (text == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode data = BundleJson.read(bundle, BundleBuilder.DATA, text);
        if (!data.isObject()) {
            throw Refusal.of(bundle.origin(), "its " + BundleBuilder.DATA + " is not an object");
        }
        for (String taken : PolicySources.TAKEN) {
            if (data.has(taken)) {
                throw Refusal.of(
                        bundle.origin(),
                        "its " + BundleBuilder.DATA + " has `" + taken + "` at the top, which is taken");
            }
        }
        return data;
    }

    /** The Wasm of a bundle that {@link BundleBuilder} made; null of another. */
    static byte @Nullable [] wasmOf(BundleArchive bundle) {
        return isOurs(bundle) ? bundle.files().get(BundleBuilder.WASM) : null;
    }

    /** The texts of all rules and libraries of a bundle, and the built-in ones if it is not ours, by the paths that its catalogue names. */
    static SortedMap<String, String> rego(BundleArchive bundle) {
        if (!isOurs(bundle)) {
            return PolicySources.of(bundle.origin(), bundle.files()).rego();
        }
        var texts = new TreeMap<String, String>();
        bundle.files().forEach((name, text) -> {
            if (name.endsWith(".rego")) {
                texts.put(name, new String(text, StandardCharsets.UTF_8));
            }
        });
        return texts;
    }

    /** The profiles in a bundle by their names, which they are called by. */
    public static SortedMap<String, Source> profiles(BundleArchive bundle) {
        var profiles = new TreeMap<String, Source>();
        bundle.files().forEach((name, text) -> {
            if (name.startsWith(BundleBuilder.PROFILES) && name.endsWith(".yaml")) {
                String stem = name.substring(BundleBuilder.PROFILES.length(), name.length() - ".yaml".length());
                if (stem.indexOf('/') < 0) {
                    profiles.put(stem, new Source(stem, text));
                }
            }
        });
        return profiles;
    }
}
