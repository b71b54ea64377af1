package dev.modelspec.audit.format;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a Chromium for tests: the program that {@code MODELSPEC_CHROMIUM} names; else one on the {@code PATH}; else, on 64-bit Linux
 * with npm, the one that the package below ships, which is fetched once into the user's cache. Where there is none of these, tests fail
 * and say what to install: a report that nobody has looked at is not tested.
 */
final class ChromiumProgram {
    private static final String PACKAGE = "@sparticuz/chromium@147.0.0";
    private static final String ARCHIVE = "sparticuz-chromium-147.0.0.tgz";
    private static final String DIGEST =
            "e1929e01041af2ea769adebbe6a4a2b73b4b75b42b95ff0129d0b99da79aa7ee4cbf5395d4e94974fa14f84242fe9e6c414254426378afeab9f8485a68e507a5";
    private static final List<String> NAMES = List.of(
            "chromium-headless-shell",
            "chromium",
            "chromium-browser",
            "google-chrome",
            "google-chrome-stable",
            "chrome");

    /** Brotli, which the JDK cannot read, is read by the node that npm runs in. */
    private static final String UNPACK = """
            const {brotliDecompressSync: read} = require('zlib'), fs = require('fs'), [from, to] = process.argv.slice(1);
            for (const name of ['chromium', 'al2023.tar', 'fonts.tar', 'swiftshader.tar'])
              fs.writeFileSync(to + '/' + name, read(fs.readFileSync(from + '/' + name + '.br')));
            """;

    private ChromiumProgram() {}

    static Path find() throws IOException {
        String named = System.getenv("MODELSPEC_CHROMIUM");
        if (named != null) {
            return Path.of(named);
        }
        var onPath = onPath(NAMES);
        return onPath != null ? onPath : fetched();
    }

    private static @Nullable Path onPath(List<String> names) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String name : names) {
            for (String folder : path.split(File.pathSeparator, -1)) {
                Path program = Path.of(folder, name);
                if (Files.isExecutable(program) && !Files.isDirectory(program)) {
                    return program;
                }
            }
        }
        return null;
    }

    private static Path fetched() throws IOException {
        Path place = cache().resolve(PACKAGE.replace('/', '-'));
        Path program = place.resolve("chromium");
        if (Files.exists(program)) {
            return program;
        }
        boolean fits = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        if (!fits || onPath(List.of("npm")) == null) {
            throw new IOException(
                    "tests of the HTML report need a Chromium, and there is none: no MODELSPEC_CHROMIUM, none of "
                            + NAMES + " on the PATH, and no npm on 64-bit Linux to fetch " + PACKAGE
                            + ". Install one, for example `apt-get install chromium-headless-shell`.");
        }
        Files.createDirectories(cache());
        // What is broken off leaves a draft, never half a program.
        Path draft = Files.createTempDirectory(cache(), "draft-");
        System.out.println("Fetching " + PACKAGE + " for tests of the HTML report");
        run(draft, "npm", "pack", "--silent", "--ignore-scripts", PACKAGE);
        Path archive = draft.resolve(ARCHIVE);
        String digest = sha512(archive);
        if (!digest.equals(DIGEST)) {
            throw new IOException(PACKAGE + " is not what it was: its SHA-512 is " + digest + ", not " + DIGEST);
        }
        run(draft, "tar", "--no-same-owner", "-xzf", archive.toString());
        Path packed = draft.resolve("package/bin");
        run(draft, "node", "-e", UNPACK, packed.toString(), draft.toString());
        for (String part : List.of("al2023", "fonts", "swiftshader")) {
            Path folder = Files.createDirectories(part.equals("swiftshader") ? draft : draft.resolve(part));
            run(
                    folder,
                    "tar",
                    "--no-same-owner",
                    "-xf",
                    draft.resolve(part + ".tar").toString());
            Files.delete(draft.resolve(part + ".tar"));
        }
        // Its own names folders of the place that it was made for.
        Files.writeString(
                draft.resolve("fonts").resolve("fonts.conf"),
                "<fontconfig><dir>" + place.resolve("fonts") + "</dir><dir>/usr/share/fonts</dir><cachedir>"
                        + place.resolve("fonts-cache") + "</cachedir></fontconfig>\n");
        Files.delete(archive);
        run(draft, "rm", "-r", draft.resolve("package").toString());
        if (!draft.resolve("chromium").toFile().setExecutable(true)) {
            throw new IOException("cannot make " + draft + "/chromium executable");
        }
        try {
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            // Another build was faster.
            run(cache(), "rm", "-r", draft.toString());
        }
        return program;
    }

    private static void run(Path folder, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(
                    "`" + command[0] + "` cannot bring " + PACKAGE + ", which tests need to look at reports: "
                            + said.strip() + ". A Chromium on the PATH does as well.");
        }
    }

    private static String sha512(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Where the build keeps programs that tests need. */
    private static Path cache() {
        String caches = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        return !caches.isEmpty() && Path.of(caches).isAbsolute()
                ? Path.of(caches, "modelspec", "tools")
                : Path.of(System.getProperty("user.home"), ".cache", "modelspec", "tools");
    }
}
