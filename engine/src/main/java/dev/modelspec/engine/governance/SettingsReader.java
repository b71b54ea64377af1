package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.policy.Chosen;
import dev.modelspec.engine.policy.Origin;
import dev.modelspec.engine.policy.RuleSettings;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.source.JsonPointers;
import dev.modelspec.engine.spec.ParsedSpec;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the choices in one profile, which its schema accepts. */
final class SettingsReader {
    private static final String RULES = "/spec/rules";
    private static final String OVERRIDES = "/spec/overrides";

    private final ParsedSpec document;
    private final ProfileProblems problems;
    private final boolean builtIn;

    SettingsReader(ParsedSpec document, boolean builtIn) {
        this.document = document;
        this.problems = new ProfileProblems(document);
        this.builtIn = builtIn;
    }

    /** All that it says. */
    ProfilePart part() {
        JsonNode metadata = document.tree().path("metadata");
        var part = new ProfilePart(
                metadata.path("name").asString(document.source()),
                document.source(),
                metadata.path("description").asString(""),
                rules(RULES, null),
                overrides(),
                waiverDays());
        problems.refuse();
        return part;
    }

    private @Nullable Integer waiverDays() {
        JsonNode days = document.tree().at("/spec/waivers/maxDays");
        return days.isMissingNode() ? null : (Integer) days.asInt();
    }

    private List<ProfileOverride> overrides() {
        JsonNode written = document.tree().at(OVERRIDES);
        if (written.isEmpty()) {
            return List.of();
        }
        var selectors = new SelectorReader(document, problems);
        var overrides = new ArrayList<ProfileOverride>();
        for (int i = 0; i < written.size(); i++) {
            String pointer = OVERRIDES + "/" + i;
            String name = selectors.name(pointer);
            overrides.add(new ProfileOverride(
                    name,
                    origin(pointer + "/name", name),
                    selectors.conditions(pointer),
                    rules(pointer + "/rules", name)));
        }
        return overrides;
    }

    private Map<String, RuleSettings> rules(String pointer, @Nullable String override) {
        var rules = new HashMap<String, RuleSettings>();
        for (var rule : document.tree().at(pointer).properties()) {
            String at = JsonPointers.child(pointer, rule.getKey());
            rules.put(
                    rule.getKey(),
                    new RuleSettings(
                            levels(rule.getValue().path("level"), at + "/level", override),
                            parameters(rule.getValue().path("params"), at + "/params", override)));
        }
        return rules;
    }

    private Map<Surface, Chosen<Level>> levels(JsonNode said, String pointer, @Nullable String override) {
        var levels = new EnumMap<Surface, Chosen<Level>>(Surface.class);
        JsonNode usual = said.isObject() ? said.path("default") : said;
        if (!usual.isMissingNode()) {
            var level = chosen(usual, said.isObject() ? pointer + "/default" : pointer, override);
            for (Surface surface : Surface.values()) {
                levels.put(surface, level);
            }
        }
        for (Surface surface : Surface.values()) {
            JsonNode own = said.path(surface.id());
            if (!own.isMissingNode()) {
                levels.put(surface, chosen(own, pointer + "/" + surface.id(), override));
            }
        }
        return levels;
    }

    private Chosen<Level> chosen(JsonNode level, String pointer, @Nullable String override) {
        return new Chosen<>(level(level, pointer), origin(pointer, override));
    }

    /** An unquoted {@code off} is the boolean false to YAML 1.1, and to our parser; so is {@code no}, which may mean anything. */
    private Level level(JsonNode level, String pointer) {
        if (!level.isBoolean()) {
            return Level.valueOf(level.asString().toUpperCase(Locale.ROOT));
        }
        String written = document.written(pointer);
        if (written != null && !written.matches("(?i)off|false")) {
            problems.add(pointer, "`" + written + "` is no level. Use one of: deny, warn, off.");
        }
        return Level.OFF;
    }

    private Map<String, Chosen<JsonNode>> parameters(JsonNode said, String pointer, @Nullable String override) {
        var parameters = new HashMap<String, Chosen<JsonNode>>();
        for (var parameter : said.properties()) {
            String at = JsonPointers.child(pointer, parameter.getKey());
            parameters.put(parameter.getKey(), new Chosen<>(parameter.getValue(), origin(at, override)));
        }
        return parameters;
    }

    private Origin origin(String pointer, @Nullable String override) {
        int line = document.locateKey(pointer).region().startLine();
        return new Origin(document.source(), builtIn, line, override);
    }
}
