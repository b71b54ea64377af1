package dev.modelspec.engine.report;

import dev.modelspec.engine.governance.Profile;
import dev.modelspec.engine.policy.Settings;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.source.Source;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.RuleMetadata;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A profile, as the pages of rules show it: what applies to specs that no override is for.
 *
 * @param name the profile's name
 * @param settings what it says of rules
 */
public record ProfileColumn(String name, Settings settings) {
    /**
     * Reads a profile.
     *
     * @param ours texts of profiles that come with the rules, by name
     */
    public static ProfileColumn of(String name, RuleCatalog catalog, SortedMap<String, Source> ours) {
        return new ProfileColumn(name, Profile.read(name, catalog, ours).usual());
    }

    /** The level of a rule, such as {@code warn}, or {@code warn (cli), deny (ci, admission, audit)} if surfaces differ. */
    String level(RuleMetadata rule) {
        Map<String, String> surfaces = Arrays.stream(Surface.values())
                .collect(Collectors.groupingBy(
                        surface -> settings.level(rule.id(), surface).name().toLowerCase(Locale.ROOT),
                        LinkedHashMap::new,
                        Collectors.mapping(Surface::id, Collectors.joining(", "))));
        if (surfaces.size() == 1) {
            return surfaces.keySet().iterator().next();
        }
        return surfaces.entrySet().stream()
                .map(level -> level.getKey() + " (" + level.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    /** The value of a parameter of a rule. */
    JsonNode parameter(RuleMetadata rule, String parameter) {
        JsonNode chosen = settings.rule(rule.id()).parameter(parameter);
        return chosen == null ? rule.parameters().path(parameter).required("default") : chosen;
    }
}
