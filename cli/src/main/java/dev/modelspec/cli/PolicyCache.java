package dev.modelspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The folder of compiled rules and fetched bundles. What is in it runs as it is, so nobody else may write to it. */
final class PolicyCache {
    /** On Linux, its owner is who runs this. */
    private static final Path SELF = Path.of("/proc/self");

    private static final String ROOT = "root";

    private PolicyCache() {}

    /** The folder, which is made; null if there is no home to keep it in, or others may write to it, of which a line is said. */
    static @Nullable Path folder(Console console) {
        Path caches = caches(console.environment());
        if (caches == null) {
            return null;
        }
        Path ours = caches.resolve("modelspec");
        Path folder = ours.resolve("policies");
        try {
            Files.createDirectories(caches);
            make(ours);
            make(folder);
            // Who owns a folder above can put another one in the place of this.
            for (Path each : List.of(caches, ours, folder)) {
                String wrong = wrong(each, each.equals(caches));
                if (wrong != null) {
                    console.complain("the cache of policies is not used: " + each + " " + wrong
                            + "; mend that, or name another place with XDG_CACHE_HOME");
                    return null;
                }
            }
        } catch (UnsupportedOperationException noSuchPermissionsHere) {
            return folder;
        } catch (IOException unusable) {
            return null;
        }
        return folder;
    }

    /** Where programs keep what they can do without. */
    private static @Nullable Path caches(Map<String, String> environment) {
        String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!caches.isEmpty() && Path.of(caches).isAbsolute()) {
            return Path.of(caches);
        }
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", ""));
        return home.isEmpty() ? null : Path.of(home, ".cache");
    }

    private static void make(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }

    /**
     * Why a folder may be another one's.
     *
     * @param shared whether others may write to it, as to a volume that is mounted for a container
     */
    private static @Nullable String wrong(Path folder, boolean shared) throws IOException {
        var attributes = Files.readAttributes(folder, PosixFileAttributes.class);
        if (!shared && attributes.permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
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
