package dev.modelspec.rego;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Rego files of a folder. */
public final class PolicyFolder {
    private static final String TEST = "_test.rego";

    private PolicyFolder() {}

    /**
     * Reads all Rego below a folder but the tests. Names that begin with a dot are passed over, and links to folders are not
     * followed.
     *
     * @param prefix what the paths of the files begin with instead of the folder's own path
     * @throws IOException if the folder or a file cannot be read
     */
    public static SortedMap<String, String> read(Path folder, String prefix) throws IOException {
        var files = new TreeMap<String, String>();
        for (Path path : regoFiles(folder)) {
            files.put(prefix + "/" + folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
        }
        return files;
    }

    private static List<Path> regoFiles(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(path -> {
                        String name = path.getFileName().toString();
                        return name.endsWith(".rego") && !name.endsWith(TEST) && !hidden(folder.relativize(path));
                    })
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    private static boolean hidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
