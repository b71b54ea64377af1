import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Runs a step of the build, unless the cache has what the step makes of the very same inputs; brings that to the target folder.
 *
 * <p>Run by the build as a single source file. Arguments: the folder of the cache, or {@code user} for the user's; the target
 * folder; the step's name; the files and folders that it reads; {@code --}; its command as a shell would have it, variables first. In
 * the command, <code>{out}</code> is an empty folder to write to, whose content is what the step makes, as it is to lie in the target
 * folder; <code>{target}</code> is that; <code>{java}</code> and <code>{classpath}</code> are those of this program.
 *
 * <p>An entry is named by the digest of the inputs, the command, the archives of the class path and the tool's version. That name
 * is left in the target folder as {@code <step>.key}, for a later step to read. This program is no input: whatever of it reaches
 * what is made is in the command.
 */
class BuildStep {
    private static final Duration KEPT_UNUSED = Duration.ofDays(30);

    /** The version, and what a user may have set that shows in what Go makes. */
    private static final String GO_SETTINGS =
            "go env GOVERSION GOOS GOARCH GOAMD64 GOARM64 GOEXPERIMENT GOFLAGS CGO_ENABLED";

    private static final String FILES = "files";
    private static final String DIGEST = "digest";

    private final String name;
    private final Path target;
    private final Path cache;
    private final List<Path> inputs;
    private final Map<String, String> variables = new TreeMap<>();
    private final List<String> command;

    private BuildStep(List<String> arguments) {
        int separator = arguments.indexOf("--");
        cache = cache(arguments.get(0));
        target = Path.of(arguments.get(1)).toAbsolutePath();
        name = arguments.get(2);
        inputs = arguments.subList(3, separator).stream().map(Path::of).toList();
        int program = separator + 1;
        for (; arguments.get(program).contains("="); program++) {
            String[] variable = arguments.get(program).split("=", 2);
            variables.put(variable[0], variable[1]);
        }
        command = arguments.subList(program, arguments.size());
    }

    public static void main(String[] arguments) throws Exception {
        new BuildStep(Arrays.asList(arguments)).run();
    }

    private void run() throws Exception {
        String key = key();
        Path entry = cache.resolve(key);
        try {
            Files.createDirectories(cache);
        } catch (IOException e) {
            throw new IOException(
                    name + ": the build keeps what it makes in " + cache + ", which cannot be made;"
                            + " -Dbuild.cache=FOLDER names another folder",
                    e);
        }
        if (!isWhole(entry)) {
            System.out.println("Making " + name + ", to be kept in " + entry);
            delete(entry);
            make(entry);
        }
        Files.setLastModifiedTime(entry, FileTime.from(Instant.now()));
        bring(entry.resolve(FILES));
        Files.writeString(target.resolve(name + ".key"), key);
        forgetOld();
    }

    private String key() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        add(digest, name + variables + command);
        add(digest, toolVersion());
        for (Path input : inputs) {
            if (!Files.exists(input)) {
                throw new IOException(name + " reads " + input + ", which is not there; see this step in the pom");
            }
            addTree(digest, input);
        }
        // The folders among them are of this build, and inputs if a step says so.
        for (String element : classpath().split(File.pathSeparator)) {
            if (Files.isRegularFile(Path.of(element))) {
                addTree(digest, Path.of(element));
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private String toolVersion() throws Exception {
        if (!command.get(0).equals("go")) {
            return System.getProperty("java.runtime.version");
        }
        Process environment = process(List.of(GO_SETTINGS.split(" ")), target)
                .redirectOutput(ProcessBuilder.Redirect.PIPE)
                .start();
        byte[] settings = environment.getInputStream().readAllBytes();
        if (environment.waitFor() != 0) {
            throw new IOException("`go env` fails; the build needs Go, see CONTRIBUTING.md");
        }
        return new String(settings, StandardCharsets.UTF_8);
    }

    /** Makes an entry under another name first, so that there is never half of one. */
    private void make(Path entry) throws Exception {
        Path draft = Files.createTempDirectory(cache, "draft-");
        try {
            Path out = Files.createDirectory(draft.resolve(FILES));
            ProcessBuilder process = process(command, out);
            int exit = process.start().waitFor();
            if (exit != 0) {
                throw new IOException(name + ": `" + String.join(" ", process.command()) + "` ended with " + exit);
            }
            Files.writeString(draft.resolve(DIGEST), treeDigest(out));
            Files.move(draft, entry, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another build made the same meanwhile.
            if (!isWhole(entry)) {
                throw e;
            }
        } finally {
            delete(draft);
        }
    }

    private ProcessBuilder process(List<String> words, Path out) {
        var process = new ProcessBuilder(
                        words.stream().map(word -> replaced(word, out)).toList())
                .inheritIO();
        variables.forEach((variable, value) -> process.environment().put(variable, replaced(value, out)));
        return process;
    }

    private String replaced(String word, Path out) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return word.replace("{out}", out.toString())
                .replace("{target}", target.toString())
                .replace("{classpath}", classpath())
                .replace("{java}", java.toString());
    }

    private static String classpath() {
        return System.getProperty("java.class.path");
    }

    private boolean isWhole(Path entry) throws Exception {
        if (!Files.exists(entry)) {
            return false;
        }
        Path files = entry.resolve(FILES);
        Path digest = entry.resolve(DIGEST);
        if (Files.exists(files)
                && Files.exists(digest)
                && Files.readString(digest).equals(treeDigest(files))) {
            return true;
        }
        System.out.println(name + ": " + entry + " is damaged and not used");
        return false;
    }

    /** Leaves alone what is the same already, so that nothing is compiled for having been touched. */
    private void bring(Path files) throws IOException {
        for (Path file : files(files)) {
            Path to = target.resolve(files.relativize(file).toString());
            if (!Files.exists(to) || Files.mismatch(file, to) >= 0) {
                Files.createDirectories(to.getParent());
                Files.copy(file, to, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void forgetOld() throws IOException {
        try (Stream<Path> entries = Files.list(cache)) {
            for (Path entry : entries.toList()) {
                if (Files.getLastModifiedTime(entry)
                        .toInstant()
                        .isBefore(Instant.now().minus(KEPT_UNUSED))) {
                    delete(entry);
                }
            }
        } catch (NoSuchFileException | UncheckedIOException e) {
            // Another build is at it.
            System.out.println(name + ": left the cache as it is: " + e.getMessage());
        }
    }

    private static String treeDigest(Path tree) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        addTree(digest, tree);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Adds the names and the content, not where the tree is. */
    private static void addTree(MessageDigest digest, Path tree) throws IOException {
        for (Path file : files(tree)) {
            add(
                    digest,
                    tree.toAbsolutePath()
                            .getParent()
                            .relativize(file.toAbsolutePath())
                            .toString());
            byte[] content = Files.readAllBytes(file);
            add(digest, Integer.toString(content.length));
            digest.update(content);
        }
        add(digest, "");
    }

    /** Adds a word that cannot run into the next. */
    private static void add(MessageDigest digest, String word) {
        digest.update(word.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private static List<Path> files(Path tree) throws IOException {
        try (Stream<Path> walk = Files.walk(tree)) {
            return walk.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> walk = Files.walk(tree)) {
            for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static Path cache(String folder) {
        if (!folder.equals("user")) {
            return Path.of(folder).toAbsolutePath();
        }
        String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        return !caches.isEmpty() && Path.of(caches).isAbsolute()
                ? Path.of(caches, "modelspec", "build")
                : Path.of(System.getProperty("user.home"), ".cache", "modelspec", "build");
    }
}
