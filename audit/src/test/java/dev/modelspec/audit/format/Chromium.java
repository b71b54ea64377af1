package dev.modelspec.audit.format;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A headless Chromium with a profile of its own. */
final class Chromium implements AutoCloseable {
    private final Process process;
    private final Path profile;
    private final String port;

    private Chromium(Process process, Path profile, String port) {
        this.process = process;
        this.profile = profile;
        this.port = port;
    }

    /** Starts one with a profile of its own. */
    static Chromium start() {
        try {
            Path program = ChromiumProgram.find();
            Path profile = Files.createTempDirectory("modelspec-chromium-");
            var builder = new ProcessBuilder(
                            program.toString(),
                            "--headless",
                            // Tests run as root in containers, and show files of their own only.
                            "--no-sandbox",
                            "--no-zygote",
                            "--disable-gpu",
                            "--disable-dev-shm-usage",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--remote-debugging-port=0",
                            "--user-data-dir=" + profile,
                            "about:blank")
                    .redirectErrorStream(true)
                    .redirectOutput(profile.resolve("output.log").toFile());
            Path libraries = program.resolveSibling("al2023").resolve("lib");
            if (Files.isDirectory(libraries)) {
                builder.environment().put("LD_LIBRARY_PATH", libraries.toString());
                builder.environment()
                        .put("FONTCONFIG_PATH", program.resolveSibling("fonts").toString());
            }
            Process process = builder.start();
            return new Chromium(process, profile, port(process, profile, program));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String port(Process process, Path profile, Path program) throws IOException {
        Path file = profile.resolve("DevToolsActivePort");
        for (int i = 0; i < 600 && process.isAlive(); i++) {
            if (Files.exists(file) && Files.size(file) > 0) {
                return Files.readAllLines(file).get(0);
            }
            LockSupport.parkNanos(50_000_000);
        }
        end(process);
        throw new IOException(program + " does not start:\n" + Files.readString(profile.resolve("output.log")));
    }

    /** Opens a page of its own. */
    BrowserPage open() {
        return BrowserPage.open(port);
    }

    @Override
    public void close() {
        end(process);
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Some are started by a script, which does not pass on that it is to end. */
    private static void end(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().join());
    }
}
