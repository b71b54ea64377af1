package dev.modelspec.rego;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tests that passed, by the digest of all that their outcome depends on. What cannot be read or written is run again. Thread-safe. */
public final class TestCache {
    private static final List<String> CHANCE = List.of("time.now_ns", "rand.intn", "uuid.rfc4122", "opa.runtime");

    private final @Nullable Path folder;
    private final Map<String, JsonNode> remembered = new ConcurrentHashMap<>();

    /**
     * A cache.
     *
     * @param folder keeps what is put; null to remember it no longer than this object lives
     */
    public TestCache(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Whether Rego calls, or seems to, what may answer something else the next time. */
    public static boolean asksForChance(String rego) {
        return CHANCE.stream().anyMatch(rego::contains);
    }

    /** Names what comes of tests. Each file is read once, for most are what many tests depend on. */
    static final class Keys {
        private final Workspace workspace;
        private final byte[] common;
        private final Map<String, byte[]> files = new HashMap<>();

        Keys(Workspace workspace, TestOptions options) {
            this.workspace = workspace;
            common = new ContentDigest()
                    .add(OpaReactor.identity())
                    .add(workspace.inputSchema() == null ? new byte[0] : JsonText.write(workspace.inputSchema()))
                    .add(workspace.unavailableBuiltins().toString() + workspace.strict())
                    .add(options.run() + " " + options.timeout())
                    .bytes();
        }

        /**
         * The key of what comes of the tests in a file.
         *
         * @param needs all that they depend on
         */
        String of(String tests, Collection<String> needs) {
            var digest = new ContentDigest().add(common).add(tests);
            for (String file : needs) {
                digest.add(file).add(files.computeIfAbsent(file, this::digest));
            }
            return digest.hex();
        }

        /** The key of what comes of all tests; the same for all contents of the files, so that only the last is kept. */
        String ofAll() {
            var digest = new ContentDigest().add(common);
            workspace.files().keySet().forEach(digest::add);
            return digest.hex();
        }

        /** What tells the contents of all files from others. */
        String state() {
            return of("all tests", workspace.files().keySet());
        }

        private byte[] digest(String file) {
            return new ContentDigest()
                    .add(workspace.files().getOrDefault(file, ""))
                    .bytes();
        }
    }

    /** What was put under a key; null if nothing was, or it cannot be read. */
    public @Nullable JsonNode get(String key) {
        return remembered.computeIfAbsent(key, this::read);
    }

    private @Nullable JsonNode read(String key) {
        if (folder == null) {
            return null;
        }
        try {
            return JsonText.read(Files.readAllBytes(folder.resolve(key + ".json")));
        } catch (IOException | RuntimeException absentOrBroken) {
            return null;
        }
    }

    /** Puts tests that passed under the digest of all that their outcome depends on. */
    public void put(String key, JsonNode tests) {
        remembered.put(key, tests);
        if (folder == null) {
            return;
        }
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
            }
            CacheFile.write(folder.resolve(key + ".json"), JsonText.write(tests));
        } catch (IOException unwritable) {
            // The next run pays for it.
        }
    }
}
