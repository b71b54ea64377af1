package dev.modelspec.cli;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.SpecParser;
import dev.modelspec.engine.waiver.Waiver;
import dev.modelspec.engine.waiver.WaiverReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads what configures a run from files. */
final class WaiverFiles {
    private WaiverFiles() {}

    /**
     * The waivers in files and, of folders, in their YAML and JSON files.
     *
     * @throws ConfigurationException if one cannot be read, or is wrong
     */
    static List<Waiver> read(List<Path> paths) {
        var waivers = new ArrayList<Waiver>();
        if (!paths.isEmpty()) {
            var reader = new WaiverReader();
            for (Path path : paths) {
                files(path).forEach(file -> waivers.addAll(reader.read(source(file))));
            }
        }
        return waivers;
    }

    private static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(file -> FileNames.canHoldSpecs(file.getFileName().toString()))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * A file to be read as configuration.
     *
     * @throws ConfigurationException if it cannot be read
     */
    static Source source(Path file) {
        try (InputStream stream = Files.newInputStream(file)) {
            // What is larger than can be read is refused by the parser.
            return new Source(file.toString(), stream.readNBytes(SpecParser.MAX_BYTES + 1));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static ConfigurationException unreadable(Path path, IOException e) {
        return new ConfigurationException(path + " cannot be read: " + IoMessages.explain(e), List.of());
    }
}
