package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.policy.Settings;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.policy.Variant;
import dev.modelspec.rego.RuleMetadata;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import tools.jackson.databind.node.ObjectNode;

/** What a profile makes of the rules for each set of overrides that apply. Thread-safe. */
final class Variants {
    /** Labels are the users' to write, so somebody could make many. Forgetting them costs time only. */
    private static final int MANY = 256;

    private final Profile profile;
    private final PolicyEngine engine;
    private final Predicate<String> wanted;
    private final Applied usual;
    private final boolean selective;
    private final Map<BitSet, Applied> others = new ConcurrentHashMap<>();

    /**
     * What a profile makes of the rules.
     *
     * @param levels for each surface, the levels of rules that are not the usual ones
     */
    record Applied(Variant variant, Map<Surface, SortedMap<String, Level>> levels) {
        Level level(String rule, Surface surface) {
            return variant.settings().level(rule, surface);
        }

        SortedMap<String, Level> levels(Surface surface) {
            return levels.getOrDefault(surface, Collections.emptySortedMap());
        }
    }

    /**
     * What a profile makes of the rules.
     *
     * @param wanted which rules are asked, by their ids
     */
    Variants(Profile profile, PolicyEngine engine, Predicate<String> wanted) {
        this.profile = profile;
        this.engine = engine;
        this.wanted = wanted;
        this.selective = !profile.overrides().isEmpty();
        Settings settings = profile.usual();
        this.usual = new Applied(engine.variant(settings, asked(settings)), Map.of());
    }

    private Variants(Variants other, Predicate<String> wanted) {
        this.profile = other.profile;
        this.engine = other.engine;
        this.wanted = wanted;
        this.selective = other.selective;
        Variant variant = other.usual();
        this.usual = new Applied(engine.variant(variant, asked(variant.settings())), Map.of());
    }

    /** The same, where other rules are asked. */
    Variants only(Predicate<String> ids) {
        return new Variants(this, ids);
    }

    private Predicate<RuleMetadata> asked(Settings settings) {
        Predicate<RuleMetadata> on = PolicyEngine.on(settings);
        return rule -> wanted.test(rule.id()) && on.test(rule);
    }

    /** What applies to specs that no override is for. */
    Variant usual() {
        return usual.variant();
    }

    /** What applies to a spec. */
    Applied of(ObjectNode spec, EvaluationContext context) {
        if (!selective) {
            return usual;
        }
        BitSet matching = profile.matching(spec, context);
        if (matching.isEmpty()) {
            return usual;
        }
        if (others.size() >= MANY) {
            others.clear();
        }
        return others.computeIfAbsent(matching, these -> applied(profile.settings(these)));
    }

    private Applied applied(Settings settings) {
        var levels = new EnumMap<Surface, SortedMap<String, Level>>(Surface.class);
        for (Surface surface : Surface.values()) {
            var different = new TreeMap<String, Level>();
            for (RuleMetadata rule : engine.catalog().rules()) {
                Level level = settings.level(rule.id(), surface);
                if (level != usual.level(rule.id(), surface)) {
                    different.put(rule.id(), level);
                }
            }
            levels.put(surface, Collections.unmodifiableSortedMap(different));
        }
        return new Applied(engine.variant(settings, asked(settings)), levels);
    }
}
