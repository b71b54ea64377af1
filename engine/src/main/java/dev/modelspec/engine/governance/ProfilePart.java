package dev.modelspec.engine.governance;

import dev.modelspec.engine.policy.RuleSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One profile without what it extends.
 *
 * @param name {@code metadata.name}
 * @param source the name of a built-in profile, or the path of the file
 * @param description {@code metadata.description}; empty if there is none
 * @param rules settings by rule id
 * @param overrides in their order
 * @param waiverDays how many days a waiver may last; null if it does not say
 */
public record ProfilePart(
        String name,
        String source,
        String description,
        Map<String, RuleSettings> rules,
        List<ProfileOverride> overrides,
        @Nullable Integer waiverDays) {
    public ProfilePart {
        rules = Map.copyOf(rules);
        overrides = List.copyOf(overrides);
    }
}
