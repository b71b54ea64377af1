package dev.modelspec.rego;

import java.util.Collection;
import java.util.HashSet;
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
    private static final String PASSED = "passed";

    /** Between the digest of a file and its package. */
    private static final String IN = " ";

    private final ObjectNode json;

    private TestRecord(ObjectNode json) {
        this.json = json;
    }

    /** Of a run in which nothing has passed so far. */
    static TestRecord of(Workspace workspace, TestOptions options) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        var digest = new ContentDigest();
        json.put(
                COMMON,
                digest.add(OpaReactor.identity())
                        .add(String.valueOf(workspace.inputSchema()))
                        .add(workspace.unavailableBuiltins().toString() + workspace.strict())
                        .add(options.run() + " " + options.timeout())
                        .hex());
        ObjectNode files = json.putObject(FILES);
        workspace
                .files()
                .forEach((file, text) -> files.put(file, digest.add(text).hex() + IN + ModuleGraph.packageText(text)));
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

    /** Tells the files of this record, and what all of their tests depend on, from others. */
    String digest() {
        var digest = new ContentDigest().add(json.path(COMMON).asString(""));
        json.path(FILES)
                .properties()
                .forEach(file -> digest.add(file.getKey()).add(file.getValue().asString("")));
        return digest.hex();
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
        JsonNode before = earlier.json.path(FILES);
        var changed = new HashSet<String>();
        for (var file : files.properties()) {
            if (!file.getValue().equals(before.get(file.getKey()))) {
                changed.add(file.getKey());
            }
        }
        for (var file : before.properties()) {
            boolean stays = packageOf(files.path(file.getKey())).equals(packageOf(file.getValue()));
            if (!files.has(file.getKey()) || !stays) {
                return null;
            }
        }
        return changed;
    }

    private static String packageOf(JsonNode file) {
        String text = file.asString("");
        return text.substring(text.indexOf(IN) + 1);
    }

    /** The results of the tests of a file, all of which passed; null if that is not known. */
    @Nullable
    JsonNode passed(String file) {
        return json.path(PASSED).get(file);
    }

    /** Adds the results of the tests of a file. */
    void add(String file, JsonNode tests) {
        json.withObject(PASSED).set(file, tests);
    }

    /** Forgets the results of all other files. */
    void keepOnly(Collection<String> files) {
        json.withObject(PASSED).retain(files);
    }
}
