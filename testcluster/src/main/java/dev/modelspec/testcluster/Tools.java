package dev.modelspec.testcluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.TreeSet;

/**
 * The programs that the build makes from their Go modules: etcd, kube-apiserver, kubectl, helm, kubeconform, go-oscal and
 * workflow-commands.
 */
public final class Tools {
    private Tools() {}

    /**
     * The executable file of a program.
     *
     * @param name such as {@code helm}
     * @throws TestClusterException if there is no such program, or the build has not made it
     */
    public static Path path(String name) {
        return path(name, cache());
    }

    static Path path(String name, Path cache) {
        var places = new Properties();
        try (InputStream list = Tools.class.getResourceAsStream("tools.properties")) {
            if (list != null) {
                places.load(list);
            }
        } catch (IOException e) {
            throw new TestClusterException("tools.properties of modelspec-testcluster: " + e.getMessage(), e);
        }
        String place = places.getProperty(name);
        if (place == null) {
            throw new TestClusterException(
                    "no program is called " + name + "; there are " + new TreeSet<>(places.stringPropertyNames()),
                    null);
        }
        Path program = cache.resolve(place);
        if (!Files.isExecutable(program)) {
            throw new TestClusterException(
                    name + " is not built: there is no " + program
                            + "; `mvn -pl testcluster generate-resources` builds it, in a few minutes",
                    null);
        }
        return program;
    }

    private static Path cache() {
        String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        return !caches.isEmpty() && Path.of(caches).isAbsolute()
                ? Path.of(caches, "modelspec", "tools")
                : Path.of(System.getProperty("user.home"), ".cache", "modelspec", "tools");
    }
}
