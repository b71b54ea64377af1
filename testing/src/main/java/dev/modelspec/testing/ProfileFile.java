package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.schema.ConfigurationReader;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.DocumentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A profile to which a rule is added as text, so that comments and order stay as they are. */
final class ProfileFile {
    private static final ConfigurationReader DOCUMENTS =
            new ConfigurationReader("Profile", new DocumentType("governance.modelspec.dev/v1alpha1", "Profile", false));

    private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*");
    private static final Pattern RULES = Pattern.compile("(?m)^  rules:[ \\t]*(#.*)?\\R");

    private final Path path;
    private final boolean isNew;

    private ProfileFile(Path path, boolean isNew) {
        this.path = path;
        this.isNew = isNew;
    }

    /**
     * The profile of a name, else the first of a whole set of policies, else the one that there is.
     *
     * @throws ConfigurationException if there are several and none of them has the name
     */
    static ProfileFile in(Path folder, String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    "A profile cannot be called " + name + ": use letters, digits, dots, hyphens and underscores",
                    List.of());
        }
        Path named = folder.resolve(name + ".yaml");
        for (Path file : List.of(named, folder.resolve("baseline.yaml"))) {
            if (Files.exists(file)) {
                return new ProfileFile(file, false);
            }
        }
        List<Path> profiles = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                profiles = files.filter(file -> file.toString().endsWith(".yaml"))
                        .sorted()
                        .toList();
            }
        }
        if (profiles.size() > 1) {
            throw new ConfigurationException(
                    folder + " has several profiles: say with --profile which of them is to have the rule",
                    profiles.stream().map(Path::toString).toList());
        }
        return profiles.isEmpty() ? new ProfileFile(named, true) : new ProfileFile(profiles.get(0), false);
    }

    Path path() {
        return path;
    }

    /**
     * The text of the profile with a rule.
     *
     * @param start the text of a new profile
     * @param lines what it says of the rule
     * @throws ConfigurationException if the profile is not written so that lines can be added
     */
    String with(RuleId id, String start, String lines) throws IOException {
        if (isNew) {
            return start + lines;
        }
        String text = Files.readString(path);
        ObjectNode before = rules(text);
        var line = RULES.matcher(text);
        if (!line.find() || before.has(id.toString())) {
            throw unfit();
        }
        String added = text.substring(0, line.end()) + lines + text.substring(line.end());
        if (!isOneMore(before, added, id)) {
            throw unfit();
        }
        return added;
    }

    private ObjectNode rules(String text) {
        var profile = DOCUMENTS.read(Source.of(path.toString(), text));
        return profile.tree().path("spec").path("rules") instanceof ObjectNode rules
                ? rules
                : JsonNodeFactory.instance.objectNode();
    }

    private boolean isOneMore(ObjectNode before, String added, RuleId id) {
        try {
            ObjectNode after = rules(added).deepCopy();
            return after.remove(id.toString()) != null && after.equals(before);
        } catch (ConfigurationException otherwiseIndented) {
            return false;
        }
    }

    private ConfigurationException unfit() {
        return new ConfigurationException(
                "Profile " + path
                        + " cannot be added to: it needs a line `  rules:` in its `spec`, with the rules below it"
                        + " indented by four, and none of this id",
                List.of());
    }
}
