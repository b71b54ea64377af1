package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.PolicySources;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes one file of a folder of policies: the rules, ours and the folder's, as Rego and compiled, their catalogue, data and profiles.
 * The same folder gives the same bytes.
 */
public final class BundleBuilder {
    static final String CATALOG = "catalog.json";
    static final String WASM = "policy.wasm";
    static final String DATA = "data.json";
    static final String PROFILES = "profiles/";

    private final CustomPolicies compiler;

    /** A builder that compiles with a compiler. */
    public BundleBuilder(CustomPolicies compiler) {
        this.compiler = compiler;
    }

    /**
     * Builds a bundle.
     *
     * @param revision which version of the policies it is; null for a digest of what is in it
     * @return a tar archive compressed with gzip
     * @throws ConfigurationException if the policies are wrong
     */
    public byte[] build(Path folder, @Nullable String revision) {
        PolicySources sources = PolicySources.read(folder);
        var compiled = compiler.compileAfresh(sources);
        var files = new TreeMap<String, byte[]>();
        sources.rego().forEach((path, text) -> files.put(path, text.getBytes(StandardCharsets.UTF_8)));
        files.put(WASM, compiled.bundle().wasm());
        files.put(DATA, BundleJson.MAPPER.writeValueAsBytes(compiled.bundle().data()));
        files.put(
                CATALOG, BundleJson.MAPPER.writeValueAsBytes(compiled.catalog().toJson()));
        sources.profiles().forEach((name, text) -> files.put(PROFILES + name + ".yaml", text.content()));
        if (!sources.whole()) {
            addBuiltInProfiles(files);
        }
        var roots = new ArrayList<>(List.of("modelspec"));
        compiled.bundle().data().propertyNames().forEach(roots::add);
        files.put(
                BundleManifest.FILE,
                BundleManifest.write(revision == null ? BundleManifest.revisionOf(files) : revision, roots));
        return BundleWriter.write(files);
    }

    /** Those of the same version as the rules: who reads the bundle may have others. */
    private static void addBuiltInProfiles(SortedMap<String, byte[]> files) {
        for (String name : PolicyBundle.builtInProfiles()) {
            files.put(PROFILES + name + ".yaml", Objects.requireNonNull(PolicyBundle.builtInProfile(name)));
        }
    }
}
