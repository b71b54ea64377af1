package dev.modelspec.cli;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.SpecParser;
import dev.modelspec.engine.waiver.Waiver;
import dev.modelspec.engine.waiver.WaiverReader;
import dev.modelspec.rego.PolicyFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
        try {
            // Without what is hidden: a folder that is a ConfigMap has each file once more there.
            return PolicyFolder.files(path, FileNames::canHoldSpecs);
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
