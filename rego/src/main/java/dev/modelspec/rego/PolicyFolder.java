package dev.modelspec.rego;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Rego files of a folder. */
public final class PolicyFolder {
    private static final String REGO = ".rego";
    private static final String TEST = "_test" + REGO;

    /** The files that hold data, as OPA has it in bundles. */
    public static final Set<String> DATA = Set.of("data.json", "data.yaml", "data.yml");

    /** The files that hold suites. */
    public static final Set<String> SUITES = Set.of("suite.yaml", "suite.yml");

    private PolicyFolder() {}

    /**
     * Reads all Rego below a folder but the tests. Passed over are names that begin with a dot, and what Maven built:
     * {@code target} beside a {@code pom.xml}. Links are followed. Rego that cannot be read is not passed over.
     *
     * @param prefix what the paths of the files begin with instead of the folder's own path
     * @throws IOException if the folder or a file cannot be read
     */
    public static SortedMap<String, String> read(Path folder, String prefix) throws IOException {
        return texts(folder, prefix, name -> name.endsWith(REGO) && !isTest(name));
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
        var files = new ArrayList<Path>();
        add(new Walk(List.of(), folder.toRealPath().toFile(), folder), wanted, files);
        Collections.sort(files);
        return files;
    }

    /**
     * Where a walk is.
     *
     * @param left the folders that links led away from
     * @param folder the one that is looked at, without links in its path
     * @param shown what the user calls it
     */
    private record Walk(List<File> left, File folder, Path shown) {
        Walk into(String name) {
            return new Walk(left, new File(folder, name), shown.resolve(name));
        }

        /** The same, through a link. */
        Walk along(String name) throws IOException {
            File real = new File(folder, name).getCanonicalFile();
            var all = new ArrayList<>(left);
            all.add(folder);
            if (all.stream().anyMatch(each -> each.toPath().startsWith(real.toPath()))) {
                throw new IOException(shown.resolve(name) + " is a link to a folder that it is in itself: remove it");
            }
            return new Walk(all, real, shown.resolve(name));
        }
    }

    /** With hundreds of files, {@link Files#walkFileTree} takes twice as long. */
    private static void add(Walk walk, Predicate<String> wanted, List<Path> files) throws IOException {
        File folder = walk.folder();
        Path shown = walk.shown();
        String[] names = folder.list();
        if (names == null) {
            throw new IOException(shown + " cannot be listed");
        }
        for (String name : names) {
            var file = new File(folder, name);
            if (name.startsWith(".")) {
                continue;
            }
            if (file.isFile()) {
                if (name.regionMatches(true, name.length() - REGO.length(), REGO, 0, REGO.length())
                        && !name.endsWith(REGO)) {
                    throw new IOException(
                            shown + File.separator + name + " is not read by OPA: its name must end in " + REGO);
                }
                if (wanted.test(name)) {
                    files.add(shown.resolve(name));
                }
            } else if (file.isDirectory()) {
                if (isLink(file)) {
                    add(walk.along(name), wanted, files);
                } else if (!isBuiltByMaven(file)) {
                    add(walk.into(name), wanted, files);
                }
            } else if (counts(name) && wanted.test(name) && (file.exists() || isLink(file))) {
                throw new IOException(shown + File.separator + name
                        + " is no file, or a link to none, and so cannot be read: remove it");
            } else if (!folder.canExecute()) {
                throw new IOException(shown + " cannot be searched: permission denied");
            } else if (!file.exists() && !isLink(file)) {
                throw new IOException(shown + File.separator + name
                        + " cannot be found: its name is not in the encoding of this locale; set LC_ALL=C.UTF-8, or give it"
                        + " another name");
            }
        }
    }

    /** Whether policies would be others without a file of this name. */
    private static boolean counts(String name) {
        return name.endsWith(REGO) || DATA.contains(name) || SUITES.contains(name);
    }

    private static boolean isLink(File file) {
        try {
            return Files.isSymbolicLink(file.toPath());
        } catch (InvalidPathException notInTheEncoding) {
            return false;
        }
    }

    private static boolean isBuiltByMaven(File folder) {
        return folder.getName().equals("target") && new File(folder.getParentFile(), "pom.xml").exists();
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
