package dev.modelspec.rego;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

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
        Path real = folder.toRealPath();
        var files = new ArrayList<Path>();
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                return !visited.equals(real) && (isHidden(visited) || isBuiltByMaven(visited))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                boolean regular =
                        attributes.isRegularFile() || (attributes.isSymbolicLink() && Files.isRegularFile(file));
                if (regular && !isHidden(file) && wanted.test(file.getFileName().toString())) {
                    files.add(folder.resolve(real.relativize(file)));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(files);
        return files;
    }

    private static boolean isHidden(Path path) {
        return path.getFileName().toString().startsWith(".");
    }

    private static boolean isBuiltByMaven(Path folder) {
        return folder.endsWith("target") && Files.exists(folder.resolveSibling("pom.xml"));
    }

    private static SortedMap<String, String> texts(Path folder, String prefix, Predicate<String> wanted)
            throws IOException {
        var files = new TreeMap<String, String>();
        for (Path path : files(folder, wanted)) {
            files.put(prefix + "/" + folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
        }
        return files;
    }
}
