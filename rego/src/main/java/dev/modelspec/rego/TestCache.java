package dev.modelspec.rego;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tests that passed, by the digest of all that their outcome depends on. What cannot be read or written is run again. */
final class TestCache {
    private final @Nullable Path folder;
    private final Map<String, JsonNode> remembered = new HashMap<>();

    TestCache(@Nullable Path folder) {
        this.folder = folder;
    }

    /** Names what comes of tests. Each file is read once, for most are what many tests depend on. */
    static final class Keys {
        private final Workspace workspace;
        private final byte[] common;
        private final Map<String, byte[]> files = new HashMap<>();

        Keys(Workspace workspace, TestOptions options) {
            this.workspace = workspace;
            MessageDigest digest = sha256();
            update(digest, OpaReactor.identity());
            update(digest, workspace.inputSchema() == null ? new byte[0] : JsonText.write(workspace.inputSchema()));
            update(digest, workspace.unavailableBuiltins().toString() + workspace.strict());
            update(digest, options.run() + " " + options.timeout());
            common = digest.digest();
        }

        /**
         * The key of what comes of the tests in a file.
         *
         * @param needs all that they depend on
         */
        String of(String tests, Collection<String> needs) {
            MessageDigest digest = sha256();
            digest.update(common);
            update(digest, tests);
            for (String file : needs) {
                update(digest, file);
                digest.update(files.computeIfAbsent(file, this::digest));
            }
            return HexFormat.of().formatHex(digest.digest());
        }

        private byte[] digest(String file) {
            return sha256().digest(workspace.files().getOrDefault(file, "").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, String text) {
        update(digest, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void update(MessageDigest digest, byte[] bytes) {
        // The length keeps neighbours apart.
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }

    /** Whether nothing can be in it. */
    boolean isEmpty() {
        return remembered.isEmpty() && (folder == null || !Files.isDirectory(folder));
    }

    @Nullable
    JsonNode get(String key) {
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

    void put(String key, JsonNode tests) {
        remembered.put(key, tests);
        if (folder == null) {
            return;
        }
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(folder, "draft-", ".json");
            Files.write(draft, JsonText.write(tests));
            Files.move(draft, folder.resolve(key + ".json"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            // The next run pays for it.
        }
    }
}
