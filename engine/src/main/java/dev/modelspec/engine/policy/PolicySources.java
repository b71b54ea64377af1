package dev.modelspec.engine.policy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.rego.PolicyFolder;
import dev.modelspec.rego.RegoError;
import dev.modelspec.rego.RegoException;
import dev.modelspec.rego.Workspace;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The Rego of a folder, as OPA sees it beside the built-in rules. A folder that declares the package {@code modelspec.main} is a whole
 * set of policies by itself, as the built-in one is: nothing is added to it.
 */
public final class PolicySources {
    private static final String BUILT_IN = "policies";

    /** Where the files stand beside the built-in {@code policies/} while OPA looks at both. */
    private static final String CUSTOM = "custom-policies";

    private static final String UNDEFINED = "undefined function ";
    private static final Pattern MAIN = Pattern.compile("(?m)^package\\s+modelspec\\.main\\s*$");

    private final Path folder;
    private final SortedMap<String, String> own;
    private final SortedMap<String, String> tests;
    private final boolean whole;
    private final String prefix;

    private PolicySources(Path folder, boolean whole, SortedMap<String, String> own, SortedMap<String, String> tests) {
        this.folder = folder;
        this.whole = whole;
        this.prefix = whole ? BUILT_IN : CUSTOM;
        this.own = Collections.unmodifiableSortedMap(own);
        this.tests = Collections.unmodifiableSortedMap(tests);
    }

    /**
     * Reads all Rego below a folder.
     *
     * @throws ConfigurationException if the folder cannot be read, or has no Rego besides tests
     */
    public static PolicySources read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ConfigurationException(
                    "The policies in " + folder + " cannot be used: it is not a folder", List.of());
        }
        try {
            var own = PolicyFolder.read(folder, CUSTOM);
            if (own.isEmpty()) {
                throw new ConfigurationException(
                        "The policies in " + folder + " cannot be used: it has no .rego files besides tests",
                        List.of());
            }
            boolean whole =
                    own.values().stream().anyMatch(text -> MAIN.matcher(text).find());
            return whole
                    ? new PolicySources(
                            folder, true, PolicyFolder.read(folder, BUILT_IN), PolicyFolder.readTests(folder, BUILT_IN))
                    : new PolicySources(folder, false, own, PolicyFolder.readTests(folder, CUSTOM));
        } catch (CharacterCodingException e) {
            throw new ConfigurationException(
                    "The policies in " + folder + " cannot be used: a file is not UTF-8", List.of());
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigurationException(
                    "The policies in " + folder + " cannot be read: " + e.getMessage(), List.of());
        }
    }

    /** The folder that was read. */
    public Path folder() {
        return folder;
    }

    /** Whether the folder is a whole set of policies, to which the built-in ones are not added. */
    public boolean whole() {
        return whole;
    }

    /** The rules and libraries of the folder by their paths in the workspace. */
    public SortedMap<String, String> own() {
        return own;
    }

    /** The tests of the folder by their paths in the workspace. */
    public SortedMap<String, String> tests() {
        return tests;
    }

    /** The folders of the workspace that have rules. */
    public List<String> roots() {
        return whole ? List.of(BUILT_IN) : List.of(BUILT_IN, CUSTOM);
    }

    /** All rules and libraries, without tests, checked against the schema of a ModelSpec. */
    public Workspace workspace() {
        return workspace(new TreeMap<>(own));
    }

    /** As {@link #workspace}, with the folder's tests. */
    public Workspace workspaceWithTests() {
        var files = new TreeMap<>(own);
        files.putAll(tests);
        return workspace(files);
    }

    private Workspace workspace(SortedMap<String, String> files) {
        if (!whole) {
            files.putAll(builtInRego());
        }
        return Workspace.of(files).withInputSchema(inputSchema()).without(UnofferedBuiltins.NAMES);
    }

    /** The built-in rules and libraries, as {@link #workspace} has them. */
    static SortedMap<String, String> builtInRego() {
        var files = new TreeMap<String, String>();
        for (var file : PolicyBundle.json("rego.json").properties()) {
            files.put(file.getKey(), file.getValue().asString());
        }
        return files;
    }

    private static JsonNode inputSchema() {
        return PolicyBundle.json("input-schema.json");
    }

    /** The path that a user knows a file of the workspace by. */
    public String display(String path) {
        return path.startsWith(prefix + "/") ? folder + File.separator + path.substring(prefix.length() + 1) : path;
    }

    /** An error with the path that a user knows, and a word about builtins that OPA has and we do not offer. */
    public RegoError describe(RegoError error) {
        String name = error.message().startsWith(UNDEFINED) ? error.message().substring(UNDEFINED.length()) : "";
        String hint = UnofferedBuiltins.NAMES.contains(name)
                ? "; OPA has it, but it is not offered here: see docs/builtins.md"
                : "";
        String message = error.message().replace(prefix + "/", folder + File.separator);
        String file = error.file() == null ? null : display(error.file());
        return new RegoError(error.code(), message + hint, file, error.row(), error.column());
    }

    /** What to tell about Rego of this folder that does not compile. */
    public ConfigurationException refusal(RegoException wrong) {
        return new ConfigurationException(
                "The policies in " + folder + " do not compile",
                wrong.errors().stream().map(error -> describe(error).toString()).toList());
    }
}
