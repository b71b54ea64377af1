package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.Profile;
import dev.modelspec.engine.policy.RuleSettings;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.schema.ConfigurationReader;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.DocumentType;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.rego.RuleCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads profiles, with all that they extend. */
final class ProfileReader {
    private static final ConfigurationReader DOCUMENTS =
            new ConfigurationReader("Profile", new DocumentType("governance.modelspec.dev/v1alpha1", "Profile", false));

    private final RuleCatalog catalog;

    ProfileReader(RuleCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Reads a profile.
     *
     * @param nameOrPath the name of a built-in profile, else the path of a file
     * @throws ConfigurationException if it or one that it extends is wrong
     */
    Profile read(String nameOrPath) {
        return read(nameOrPath, Path.of(""), new ArrayList<>());
    }

    /**
     * Reads a profile that another may have named.
     *
     * @param folder what relative paths are relative to
     * @param extending the profiles that are being read, outermost first
     */
    private Profile read(String nameOrPath, Path folder, List<String> extending) {
        byte[] builtIn = PolicyBundle.builtInProfile(nameOrPath);
        Path file = builtIn == null ? folder.resolve(nameOrPath) : null;
        String name = file == null ? nameOrPath : file.normalize().toString();
        if (extending.contains(name)) {
            throw new ConfigurationException(
                    "Profile " + extending.get(0) + " extends itself: " + String.join(" extends ", extending)
                            + " extends " + name,
                    List.of());
        }
        extending.add(name);
        ParsedSpec document = builtIn == null
                ? DOCUMENTS.read(new Source(name, content(nameOrPath, file)), ProfileSchema.of(catalog))
                : DOCUMENTS.read(new Source(name, builtIn));
        JsonNode spec = document.tree().path("spec");
        Map<String, RuleSettings> rules = new HashMap<>();
        JsonNode base = spec.get("extends");
        if (base != null) {
            Path beside = file == null || file.getParent() == null ? folder : file.getParent();
            rules.putAll(read(base.asString(), beside, extending).rules());
        }
        for (var rule : spec.path("rules").properties()) {
            RuleSettings settings = settings(rule.getValue());
            rules.merge(rule.getKey(), settings, (inherited, own) -> own.over(inherited));
        }
        return new Profile(document.tree().path("metadata").path("name").asString(name), rules);
    }

    private static byte[] content(String nameOrPath, @Nullable Path file) {
        if (file == null || !Files.isRegularFile(file)) {
            throw new ConfigurationException(
                    "There is no profile " + nameOrPath + ": it is neither a file nor one of "
                            + String.join(", ", PolicyBundle.builtInProfiles()),
                    List.of());
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ConfigurationException("Profile " + file + " cannot be read: " + e, List.of());
        }
    }

    private static RuleSettings settings(JsonNode rule) {
        Level level = null;
        var levels = new EnumMap<Surface, Level>(Surface.class);
        JsonNode said = rule.path("level");
        if (said.isObject()) {
            for (Surface surface : Surface.values()) {
                if (said.has(surface.id())) {
                    levels.put(surface, level(said.path(surface.id())));
                }
            }
            said = said.path("default");
        }
        if (!said.isMissingNode()) {
            level = level(said);
        }
        var parameters = new HashMap<String, JsonNode>();
        rule.path("params").properties().forEach(parameter -> parameters.put(parameter.getKey(), parameter.getValue()));
        return new RuleSettings(level, levels, parameters);
    }

    /** An unquoted {@code off} is the boolean false to YAML 1.1, and to our parser. */
    private static Level level(JsonNode level) {
        return level.isBoolean() ? Level.OFF : Level.valueOf(level.asString().toUpperCase(Locale.ROOT));
    }
}
