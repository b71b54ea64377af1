package dev.modelspec.webhook.policies;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.source.IoMessages;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.waiver.Waiver;
import dev.modelspec.engine.waiver.WaiverReader;
import dev.modelspec.rego.PolicyFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Waivers in a file, or in the YAML and JSON files of a folder, such as a ConfigMap is mounted to. */
final class WaiverFiles {
    private static final Pattern WANTED = Pattern.compile(".*\\.(yaml|yml|json)");
    private static final WaiverReader READER = new WaiverReader();

    private WaiverFiles() {}

    /** @throws ConfigurationException if one cannot be read, or is wrong */
    static List<Waiver> read(Path path) {
        var waivers = new ArrayList<Waiver>();
        try {
            List<Path> files = Files.isDirectory(path)
                    ? PolicyFolder.files(path, name -> WANTED.matcher(name).matches())
                    : List.of(path);
            for (Path file : files) {
                waivers.addAll(READER.read(new Source(file.toString(), Files.readAllBytes(file))));
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The waivers in " + path + " cannot be read: " + IoMessages.explain(e), List.of());
        }
        return waivers;
    }
}
