package dev.modelspec.testing;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.schema.ConfigurationReader;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.DocumentType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A profile to which a rule is added as text, so that comments and order stay as they are. */
final class ProfileFile {
    private static final ConfigurationReader DOCUMENTS =
            new ConfigurationReader("Profile", new DocumentType("governance.modelspec.dev/v1alpha1", "Profile", false));

    private static final String FILE = ".yaml";

    /** The name of the profile that is made where there is none. */
    private static final String NEW = "organisation";

    private static final Pattern NAME = Pattern.compile("\\w[\\w.-]*");
    private static final Pattern RULES = Pattern.compile("(?m)^  rules:[ \\t]*(#.*)?\\R");

    private final Path path;
    private final boolean isNew;

    private ProfileFile(Path path, boolean isNew) {
        this.path = path;
        this.isNew = isNew;
    }

    /**
     * The profile to add to, or to make.
     *
     * @param name of the profile; null for that of a whole set of policies, else the one that there is, else a new one
     * @param whole whether the policies are a whole set, with profiles of its own
     * @throws ConfigurationException if no profile can have the name, or there are several and none is named
     */
    static ProfileFile in(Path folder, @Nullable String name, boolean whole) throws IOException {
        if (name != null) {
            refuseWrong(name, whole);
            return at(folder.resolve(name + FILE));
        }
        Path baseline = folder.resolve("baseline" + FILE);
        if (Files.exists(baseline)) {
            return at(baseline);
        }
        List<Path> profiles = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                profiles = files.filter(file -> file.toString().endsWith(FILE))
                        .sorted()
                        .toList();
            }
        }
        if (profiles.size() > 1) {
            throw new ConfigurationException(
                    folder + " has several profiles: say with --profile which of them is to have the rule",
                    profiles.stream().map(Path::toString).toList());
        }
        return at(profiles.isEmpty() ? folder.resolve(NEW + FILE) : profiles.get(0));
    }

    private static ProfileFile at(Path file) {
        return new ProfileFile(file, !Files.exists(file));
    }

    private static void refuseWrong(String name, boolean whole) {
        if (!NAME.matcher(name).matches()) {
            throw new ConfigurationException(
                    "A profile cannot be called " + name + ": use letters, digits, dots, hyphens and underscores",
                    List.of());
        }
        if (!whole && PolicyBundle.builtInProfiles().contains(name)) {
            throw new ConfigurationException(
                    "A profile cannot be called " + name + ", for a built-in one is; make one that extends it",
                    List.of());
        }
    }

    /** What it is called: as its file. */
    String name() {
        String file = path.getFileName().toString();
        return file.substring(0, file.length() - FILE.length());
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
                        + " indented by four, and none of this id; or have another one made with --profile",
                List.of());
    }
}
