package dev.modelspec.engine.policy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.wasm.PolicyModule;
import dev.modelspec.rego.Bundle;
import dev.modelspec.rego.PolicyFolder;
import dev.modelspec.rego.RegoError;
import dev.modelspec.rego.RegoException;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.Workspace;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compiles an organisation's own rules together with the built-in ones. */
public final class CustomPolicies {
    /** Where custom files stand beside the built-in {@code policies/} while OPA compiles both. */
    private static final String UNDEFINED = "undefined function ";

    private static final String PREFIX = "custom-policies";

    private final RegoToolchain toolchain;
    private final @Nullable Path cache;

    /**
     * A compiler of custom policies.
     *
     * @param toolchain used, and so started, only for what is not in the cache
     * @param cache a folder that keeps what was compiled, by its content; null to compile afresh
     */
    public CustomPolicies(RegoToolchain toolchain, @Nullable Path cache) {
        this.toolchain = toolchain;
        this.cache = cache;
    }

    /**
     * The built-in rules and those of a folder.
     *
     * @throws ConfigurationException if the folder cannot be read, has no rule, or its Rego is wrong
     */
    public PolicyBundle compile(Path folder) {
        SortedMap<String, String> custom = read(folder);
        JsonNode builtIn = PolicyBundle.json("rego.json");
        JsonNode inputSchema = PolicyBundle.json("input-schema.json");
        var files = new TreeMap<>(custom);
        builtIn.properties()
                .forEach(file -> files.put(file.getKey(), file.getValue().asString()));

        var store = cache == null ? null : BundleCache.in(cache, files, inputSchema);
        PolicyBundle cached = store == null ? null : store.load();
        if (cached != null) {
            return cached;
        }
        try {
            Workspace workspace =
                    Workspace.of(files).withInputSchema(inputSchema).without(UnofferedBuiltins.NAMES);
            Bundle bundle = toolchain.compile(workspace, List.of("policies", PREFIX), List.of(PolicyBundle.ENTRYPOINT));
            RuleCatalog catalog = RuleCatalog.of(bundle.modules());
            return store == null
                    ? new PolicyBundle(PolicyModule.compile(bundle.wasm(), null), bundle.data(), catalog)
                    : store.store(bundle, catalog);
        } catch (RegoException e) {
            throw new ConfigurationException(
                    "The policies in " + folder + " do not compile",
                    e.errors().stream().map(error -> describe(error, folder)).toList());
        }
    }

    private static SortedMap<String, String> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ConfigurationException(
                    "The policies in " + folder + " cannot be used: it is not a folder", List.of());
        }
        try {
            var files = PolicyFolder.read(folder, PREFIX);
            if (files.isEmpty()) {
                throw new ConfigurationException(
                        "The policies in " + folder + " cannot be used: it has no .rego files besides tests",
                        List.of());
            }
            return files;
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(
                    "The policies in " + folder + " cannot be used: a file is not UTF-8", List.of());
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigurationException(
                    "The policies in " + folder + " cannot be read: " + e.getMessage(), List.of());
        }
    }

    private static String describe(RegoError error, Path folder) {
        String hint = error.message().startsWith(UNDEFINED)
                        && UnofferedBuiltins.NAMES.contains(error.message().substring(UNDEFINED.length()))
                ? "; OPA has it, but it is not offered here: see docs/builtins.md"
                : "";
        return new RegoError(error.code(), error.message() + hint, error.file(), error.row(), error.column())
                .toString()
                .replace(PREFIX + "/", folder + File.separator);
    }
}
