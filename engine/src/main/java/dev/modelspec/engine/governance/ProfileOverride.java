package dev.modelspec.engine.governance;

import dev.modelspec.engine.policy.Origin;
import dev.modelspec.engine.policy.RuleSettings;
import java.util.List;
import java.util.Map;

/**
 * What a profile chooses for some specs only.
 *
 * @param name its name
 * @param origin where it stands
 * @param conditions what has to be so for it to apply; all of them
 * @param rules settings by rule id
 */
public record ProfileOverride(String name, Origin origin, List<Condition> conditions, Map<String, RuleSettings> rules) {
    public ProfileOverride {
        conditions = List.copyOf(conditions);
        rules = Map.copyOf(rules);
    }

    boolean appliesTo(Condition.Subject subject) {
        for (Condition condition : conditions) {
            if (!condition.metBy(subject)) {
                return false;
            }
        }
        return true;
    }
}
