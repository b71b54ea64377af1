package dev.modelspec.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the names of files and folders say about their content. */
final class FileNames {
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");
    private static final String MARK = ".modelspec";

    /** Emacs links these names to nowhere while a file is being edited. */
    private static final String EDITOR_LOCK = ".#";

    private FileNames() {}

    /** Whether a file found in a folder can hold specs. */
    static boolean canHoldSpecs(String file) {
        return !file.startsWith(EDITOR_LOCK) && ENDINGS.stream().anyMatch(ending -> endsWith(file, ending));
    }

    /** Whether a file says in its name that it holds specs. */
    static boolean promisesSpecs(String file) {
        return ENDINGS.stream().anyMatch(ending -> endsWith(file, MARK + ending));
    }

    /**
     * Whether a folder found in another is passed over: hidden ones, installed packages, and what Maven, sbt and Cargo build.
     */
    static boolean passedOver(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.startsWith(".") || name.equals("node_modules") || (name.equals("target") && isBuilt(folder));
    }

    private static boolean isBuilt(Path target) {
        return List.of("pom.xml", "build.sbt", "Cargo.toml").stream()
                .anyMatch(build -> Files.exists(target.resolveSibling(build)));
    }

    private static boolean endsWith(String file, String ending) {
        return file.toLowerCase(Locale.ROOT).endsWith(ending);
    }
}
