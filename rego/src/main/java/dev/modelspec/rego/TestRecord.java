package dev.modelspec.rego;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all files were in a run of their tests, and which of those passed and can only pass again as long as what they need stays as
 * it was.
 *
 * <p>What a file needs follows from what stands in it, from what stands in all that, and from which packages there are. So unless a file
 * is gone or in another package, what needs nothing that has changed needed nothing else before.
 */
final class TestRecord {
    private static final String COMMON = "common";
    private static final String FILES = "files";
    private static final String PACKAGES = "packages";
    private static final String PASSED = "passed";
    private static final String COMPLETE = "complete";

    private final ObjectNode json;

    private TestRecord(ObjectNode json) {
        this.json = json;
    }

    /** Of a run in which nothing has passed so far. */
    static TestRecord of(Workspace workspace, TestOptions options) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var digest = new ContentDigest()
                .add(OpaReactor.identity())
                .add(String.valueOf(workspace.inputSchema()))
                .add(String.valueOf(workspace.parameters()))
                .add(workspace.unavailableBuiltins().toString() + workspace.strict())
                .add(options.run() + " " + options.timeout());
        workspace
                .libraries()
                .keySet()
                .forEach(file -> digest.add(file).add(workspace.files().getOrDefault(file, "")));
        json.put(COMMON, digest.hex());
        ObjectNode files = json.putObject(FILES);
        workspace.files().forEach((file, text) -> {
            if (!workspace.libraries().containsKey(file)) {
                files.put(file, digest.add(text).hex());
            }
        });
        json.putObject(PASSED);
        return new TestRecord(json);
    }

    /** As {@link #json} wrote it. */
    static TestRecord read(JsonNode json) {
        return new TestRecord((ObjectNode) json);
    }

    ObjectNode json() {
        return json;
    }

    /** Adds the packages of the files. */
    void declare(List<RegoModule> modules) {
        ObjectNode packages = json.putObject(PACKAGES);
        for (RegoModule module : modules) {
            if (json.path(FILES).has(module.file())) {
                module.path().forEach(packages.putArray(module.file())::add);
            }
        }
    }

    /** Tells the files of this record, and what all of their tests depend on, from others. */
    String digest() {
        var digest = new ContentDigest().add(json.path(COMMON).asString(""));
        json.path(FILES)
                .properties()
                .forEach(file -> digest.add(file.getKey()).add(file.getValue().asString("")));
        return digest.hex();
    }

    /** Whether all tests passed and can only pass again, if nothing changes. */
    boolean isComplete() {
        return json.has(COMPLETE);
    }

    void complete() {
        json.put(COMPLETE, true);
    }

    /** Whether nothing has changed since an earlier record. */
    boolean isAs(TestRecord earlier) {
        return json.path(COMMON).equals(earlier.json.path(COMMON))
                && json.path(FILES).equals(earlier.json.path(FILES));
    }

    /**
     * The files that are new since an earlier record, or others.
     *
     * @return null if any test may be another one
     */
    @Nullable
    Set<String> changedSince(TestRecord earlier) {
        if (!json.path(COMMON).equals(earlier.json.path(COMMON))) {
            return null;
        }
        JsonNode files = json.path(FILES);
        for (var file : earlier.json.path(FILES).properties()) {
            String name = file.getKey();
            if (!files.has(name)
                    || !json.path(PACKAGES)
                            .path(name)
                            .equals(earlier.json.path(PACKAGES).path(name))) {
                return null;
            }
        }
        var changed = new HashSet<String>();
        for (var file : files.properties()) {
            if (!file.getValue().equals(earlier.json.path(FILES).get(file.getKey()))) {
                changed.add(file.getKey());
            }
        }
        return changed;
    }

    /** The results of the tests of each file of which all passed and can only pass again. */
    Set<Map.Entry<String, JsonNode>> passed() {
        return json.path(PASSED).properties();
    }

    /** Adds the results of the tests of a file. */
    void add(String file, JsonNode tests) {
        json.withObject(PASSED).set(file, tests);
    }

    /** Forgets the results of all other files. */
    void keepOnly(Collection<String> files) {
        json.withObject(PASSED).retain(files);
        json.remove(COMPLETE);
    }
}
