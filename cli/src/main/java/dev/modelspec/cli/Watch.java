package dev.modelspec.cli;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.report.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Does something again whenever a file of a folder changes, or one that it needs from elsewhere. It looks at sizes and times of the files, which works everywhere and for
 * every editor, and costs little for the few files that policies are.
 */
final class Watch {
    private static final long PAUSE_MILLIS = 100;

    /** What is done each time. */
    @FunctionalInterface
    interface Action {
        int run() throws IOException;
    }

    private record Stamp(long modified, long size) {}

    private final Console console;
    private final Path folder;
    private final Supplier<Set<String>> others;

    /**
     * A watch.
     *
     * @param others the files that are needed besides those of the folder, as far as they are known by now
     */
    Watch(Console console, Path folder, Supplier<Set<String>> others) {
        this.console = console;
        this.folder = folder;
        this.others = others;
    }

    /**
     * Runs until the thread is interrupted or the process ends. What is wrong with the files is told, and waited for.
     *
     * @throws ConfigurationException if there is no folder
     */
    int run(Action action) throws IOException {
        if (!Files.isDirectory(folder)) {
            return action.run();
        }
        Map<Path, Stamp> seen = stamps();
        int exitCode = attempt(action);
        others.get().forEach(file -> stamp(Path.of(file), seen));
        say("waiting for changes in " + folder + "; end with Ctrl-C");
        while (pause()) {
            Map<Path, Stamp> now = stamps();
            if (!now.equals(seen)) {
                seen.clear();
                seen.putAll(now);
                console.out().write('\n');
                exitCode = attempt(action);
                others.get().forEach(file -> stamp(Path.of(file), seen));
                say("waiting for changes");
            }
        }
        return exitCode;
    }

    private int attempt(Action action) throws IOException {
        try {
            return action.run();
        } catch (ConfigurationException wrong) {
            console.complain(String.valueOf(wrong.getMessage()));
            return ExitCode.USAGE;
        }
    }

    private void say(String message) throws IOException {
        console.out().write((Printable.of(message) + "\n").getBytes(StandardCharsets.UTF_8));
        console.out().flush();
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Map<Path, Stamp> stamps() {
        var stamps = new HashMap<Path, Stamp>();
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            files.filter(file -> file.toString().matches(".*\\.(rego|ya?ml|json)"))
                    .forEach(file -> stamp(file, stamps));
        } catch (IOException | UncheckedIOException gone) {
            // An editor replaces files; the next look sees the new one.
        }
        others.get().forEach(file -> stamp(Path.of(file), stamps));
        return stamps;
    }

    private static void stamp(Path file, Map<Path, Stamp> stamps) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            stamps.putIfAbsent(file, new Stamp(attributes.lastModifiedTime().toMillis(), attributes.size()));
        } catch (IOException gone) {
            // As above.
        }
    }
}
