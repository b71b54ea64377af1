package dev.modelspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import org.jspecify.annotations.Nullable;

/** The folder of compiled rules and fetched bundles. What is in it runs as it is, so nobody else may write to it. */
final class PolicyCache {
    /** On Linux, its owner is who runs this. */
    private static final Path SELF = Path.of("/proc/self");

    private static final String ROOT = "root";

    private PolicyCache() {}

    /** The folder, which is made; null if there is no home to keep it in, or others may write to it, of which a line is said. */
    static @Nullable Path folder(Console console) {
        Path folder = place(console);
        if (folder == null) {
            return null;
        }
        try {
            if (!Files.isDirectory(folder)) {
                make(folder);
            }
            String wrong = wrong(folder);
            if (wrong != null) {
                console.complain("the cache of policies is not used: " + folder + " " + wrong
                        + "; remove it, or name another place with XDG_CACHE_HOME");
                return null;
            }
        } catch (IOException | UnsupportedOperationException unknown) {
            // Where nothing can be looked at nothing can be kept, or there are no such permissions.
            return folder;
        }
        return folder;
    }

    private static @Nullable Path place(Console console) {
        String caches = console.environment().getOrDefault("XDG_CACHE_HOME", "");
        if (!caches.isEmpty() && Path.of(caches).isAbsolute()) {
            return Path.of(caches, "modelspec", "policies");
        }
        String home = console.environment().getOrDefault("HOME", System.getProperty("user.home", ""));
        return home.isEmpty() ? null : Path.of(home, ".cache", "modelspec", "policies");
    }

    private static void make(Path folder) throws IOException {
        Files.createDirectories(folder.getParent());
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static @Nullable String wrong(Path folder) throws IOException {
        var attributes = Files.readAttributes(folder, PosixFileAttributes.class);
        if (attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
            return "can be written to by everybody";
        }
        UserPrincipal owner = attributes.owner();
        return owner.getName().equals(ROOT) || owner.equals(me(folder)) ? null : "belongs to " + owner.getName();
    }

    private static UserPrincipal me(Path folder) throws IOException {
        return Files.exists(SELF)
                ? Files.getOwner(SELF)
                : folder.getFileSystem()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(System.getProperty("user.name"));
    }
}
