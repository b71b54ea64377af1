package dev.modelspec.rego;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rego files of a folder. */
public final class PolicyFolder {
    private static final String TEST = "_test.rego";

    private PolicyFolder() {}

    /**
     * Reads all Rego below a folder but the tests. Passed over are names that begin with a dot, and what Maven built:
     * {@code target} beside a {@code pom.xml}. Links to folders are not followed.
     *
     * @param prefix what the paths of the files begin with instead of the folder's own path
     * @throws IOException if the folder or a file cannot be read
     */
    public static SortedMap<String, String> read(Path folder, String prefix) throws IOException {
        return texts(folder, prefix, name -> name.endsWith(".rego") && !isTest(name));
    }

    /** As {@link #read}, but of the tests only. */
    public static SortedMap<String, String> readTests(Path folder, String prefix) throws IOException {
        return texts(folder, prefix, PolicyFolder::isTest);
    }

    /** Whether a file holds tests of rules: {@code …_test.rego}. */
    public static boolean isTest(String file) {
        return file.endsWith(TEST);
    }

    /**
     * The files below a folder whose names are wanted, in the order of their paths, passing over what {@link #read} does.
     *
     * @throws IOException if the folder cannot be read
     */
    public static List<Path> files(Path folder, Predicate<String> wanted) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> wanted.test(path.getFileName().toString()) && !passedOver(folder, path))
                    .sorted()
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    private static SortedMap<String, String> texts(Path folder, String prefix, Predicate<String> wanted)
            throws IOException {
        var files = new TreeMap<String, String>();
        for (Path path : files(folder, wanted)) {
            files.put(prefix + "/" + folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
        }
        return files;
    }

    private static boolean passedOver(Path folder, Path path) {
        Path parent = folder;
        for (Path part : folder.relativize(path)) {
            if (part.toString().startsWith(".")
                    || (part.toString().equals("target") && Files.exists(parent.resolve("pom.xml")))) {
                return true;
            }
            parent = parent.resolve(part);
        }
        return false;
    }
}
