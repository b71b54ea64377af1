package dev.modelspec.engine.policy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.Source;
import dev.modelspec.rego.PolicyFolder;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.Workspace;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The Rego and the data of a folder or a bundle, as OPA sees them beside the built-in rules. What declares the package
 * {@code modelspec.main} is a whole set of policies by itself, as the built-in one is: nothing is added to it.
 */
public final class PolicySources {
    private static final String BUILT_IN = "policies";

    /** Asks all rules where nobody says which; the engine does. */
    static final String UNASKED = BUILT_IN + "/lib/unasked.rego";

    /** What stands for it in Wasm: a finding of a rule that there is not, so that nobody who does not say takes silence for assent. */
    static final String NOBODY_ASKED = """
            package modelspec.lib.unasked

            found contains ["modelspec", "asked", {"message": "data.asked has to name the rules to ask"}]
            """;

    /** Where the files stand beside the built-in {@code policies/} while OPA looks at both. */
    private static final String CUSTOM = "custom-policies";

    /** Names at the top of the data that are not the user's. */
    public static final List<String> TAKEN = List.of("modelspec", "params", "asked");

    private static final String MAIN_PACKAGE = "modelspec.main";
    private static final Pattern MAIN = Pattern.compile("(?m)^\\s*package\\s+modelspec\\.main\\s*(#.*)?$");

    private final String origin;
    private final SortedMap<String, String> own;
    private final SortedMap<String, String> tests;
    private final SortedMap<String, String> data;
    private final SortedMap<String, Source> profiles;
    private final List<Path> paths;
    private final boolean whole;
    private final String prefix;

    private PolicySources(String origin, SourceFiles files, List<Path> paths) {
        SortedMap<String, String> rules = files.texts(SourceFiles::isRule);
        this.origin = origin;
        this.whole = rules.values().stream().anyMatch(PolicySources::isMain);
        this.prefix = whole ? BUILT_IN : CUSTOM;
        this.own = below(prefix, rules);
        this.tests = below(prefix, files.texts(PolicyFolder::isTest));
        this.data = below(prefix, files.texts(SourceFiles::isData));
        this.profiles = files.profiles(origin + File.separator);
        this.paths = paths;
    }

    private static boolean isMain(String rego) {
        return rego.contains(MAIN_PACKAGE) && MAIN.matcher(rego).find();
    }

    private static SortedMap<String, String> below(String prefix, SortedMap<String, String> texts) {
        var below = new TreeMap<String, String>();
        texts.forEach((name, text) -> below.put(prefix + "/" + name, text));
        return Collections.unmodifiableSortedMap(below);
    }

    /**
     * Reads all Rego, data and profiles below a folder.
     *
     * @throws ConfigurationException if the folder cannot be read, or has neither Rego besides tests, nor profiles, nor suites
     */
    public static PolicySources read(Path folder) {
        return read(folder, files(folder));
    }

    /**
     * All files below a folder, also those that are no policies.
     *
     * @throws ConfigurationException if it cannot be read
     */
    public static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ConfigurationException(
                    "The policies in " + folder + " cannot be used: "
                            + (Files.exists(folder) ? "it is not a folder" : "there is no such folder"),
                    List.of());
        }
        try {
            return PolicyFolder.files(folder, name -> true);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /**
     * As {@link #read(Path)}.
     *
     * @param files those of the folder
     */
    public static PolicySources read(Path folder, List<Path> files) {
        try {
            return of(folder.toString(), SourceFiles.read(folder, files), files);
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    private static ConfigurationException unreadable(Path folder, IOException e) {
        return new ConfigurationException(
                "The policies in " + folder + " cannot be read: " + IoMessages.explain(e), List.of());
    }

    /**
     * The Rego, data and profiles among files.
     *
     * @param origin where they came from, for messages
     * @param files contents by slash-separated relative names
     * @throws ConfigurationException if they have neither Rego besides tests nor profiles, or a file that is not UTF-8
     */
    public static PolicySources of(String origin, SortedMap<String, byte[]> files) {
        return of(origin, files, List.of());
    }

    private static PolicySources of(String origin, SortedMap<String, byte[]> files, List<Path> paths) {
        try {
            var sources = new SourceFiles(files);
            var read = new PolicySources(origin, sources, paths);
            SourceChecks.requireUsable(read);
            return read;
        } catch (SourceFiles.NotUtf8Exception e) {
            throw new ConfigurationException(
                    "The policies in " + origin + " cannot be used: " + e.getMessage() + " is not UTF-8", List.of());
        }
    }

    /** Where the files came from. */
    public String origin() {
        return origin;
    }

    /** The folder that was read, if it was one. */
    public Path folder() {
        return Path.of(origin);
    }

    /** All files of the folder, also those that are no policies; none if it was no folder. */
    public List<Path> paths() {
        return paths;
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

    /** The data files by their paths in the workspace: {@code data.json}, {@code data.yaml}. */
    public SortedMap<String, String> data() {
        return data;
    }

    /** The profiles by their names, each called as its file. */
    public SortedMap<String, Source> profiles() {
        return profiles;
    }

    /** The folder of the workspace that the files are in. */
    String prefix() {
        return prefix;
    }

    /** The folders of the workspace that have rules. */
    public List<String> roots() {
        return whole || (own.isEmpty() && data.isEmpty()) ? List.of(BUILT_IN) : List.of(BUILT_IN, CUSTOM);
    }

    /** The catalogue of the folder's rules, with that of the built-in ones unless the folder is a whole set. */
    public RuleCatalog allRules(RuleCatalog ofFolder) {
        return whole ? ofFolder : PolicyBundle.builtIn().catalog().and(ofFolder);
    }

    /** The texts of all rules and libraries, without tests, by their paths in the workspace. */
    public SortedMap<String, String> rego() {
        var rego = new TreeMap<>(own);
        if (!whole) {
            rego.putAll(BuiltInRego.texts());
        }
        return rego;
    }

    /** All rules and libraries, without tests, checked against the schema of a ModelSpec. */
    public Workspace workspace() {
        return workspace(own);
    }

    /** As {@link #workspace}, but the built-in rules and libraries count only as far as those of the folder refer to them. */
    Workspace ownWorkspace() {
        return workspace().withLibraries(libraries());
    }

    /** As {@link #workspace}, with the folder's tests. */
    Workspace workspaceWithTests() {
        return workspace(ownAndTests());
    }

    /** As {@link #ownWorkspace}, with the folder's tests. */
    public Workspace ownWorkspaceWithTests() {
        return workspaceWithTests().withLibraries(libraries());
    }

    private Map<String, List<String>> libraries() {
        return whole ? Map.of() : BuiltInRego.packages();
    }

    private SortedMap<String, String> ownAndTests() {
        var files = new TreeMap<>(own);
        files.putAll(tests);
        return files;
    }

    private Workspace workspace(SortedMap<String, String> some) {
        var files = new TreeMap<>(some);
        files.putAll(data);
        if (!whole) {
            files.putAll(BuiltInRego.texts());
        }
        String parameters = whole ? null : BuiltInRego.parameters();
        var unoffered = new TreeSet<>(UnofferedBuiltins.NAMES);
        return new Workspace(files, new TreeMap<>(), PolicyBundle.inputSchema(), parameters, unoffered, false);
    }

    /** The path that a user knows a file of the workspace by. */
    public String display(String path) {
        return path.startsWith(prefix + "/") ? origin + File.separator + path.substring(prefix.length() + 1) : path;
    }

    /** What to tell of errors in the files, and of names that are taken. */
    public SourceErrors errors() {
        return new SourceErrors(this);
    }

    /** A line of a file of the folder, from 1; empty if there is none. */
    public String line(String path, int number) {
        String text = own.getOrDefault(path, tests.getOrDefault(path, ""));
        return number < 1 ? "" : text.lines().skip(number - 1L).findFirst().orElse("");
    }
}
