package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.finding.Severity;
import dev.modelspec.engine.policy.PolicyEngine;
import dev.modelspec.engine.policy.PolicyFinding;
import dev.modelspec.engine.policy.Settings;
import dev.modelspec.engine.policy.Surface;
import dev.modelspec.engine.waiver.Waivers;
import dev.modelspec.rego.RuleMetadata;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules as a profile applies them. Thread-safe. */
record Rules(Profile profile, PolicyEngine engine, Variants variants) {
    /** All rules of an engine. */
    static Rules of(Profile profile, PolicyEngine engine) {
        return new Rules(profile, engine, new Variants(profile, engine, rule -> true));
    }

    /** Those of these whose ids are wanted. */
    Rules only(Predicate<String> wanted) {
        return new Rules(profile, engine, variants.only(wanted));
    }

    /**
     * What rules say of a spec.
     *
     * @param found what was found, whatever its level
     * @param applied what the profile makes of it
     */
    record Answer(List<PolicyFinding> found, Variants.Applied applied, Surface surface) {
        Level level(PolicyFinding finding) {
            return applied.level(finding.rule().id(), surface);
        }

        /** The levels of rules that are not the usual ones. */
        SortedMap<String, Level> otherLevels() {
            return applied.levels(surface);
        }
    }

    /**
     * Asks the rules.
     *
     * @param source where the spec is from
     */
    Answer ask(ObjectNode spec, String source, EvaluationContext context) {
        Variants.Applied applied = variants.of(spec, context);
        ObjectNode told = context.toJson(spec, source);
        List<PolicyFinding> found = engine.evaluate(spec, told, applied.variant(), context.timeLimit(), context.time());
        return new Answer(found, applied, context.surface());
    }

    static Finding finding(PolicyFinding found, Level level, Location location) {
        RuleMetadata rule = found.rule();
        return new Finding(
                rule.id(),
                level,
                Severity.valueOf(rule.severity().toUpperCase(Locale.ROOT)),
                rule.title(),
                found.message(),
                rule.remediation(),
                location);
    }

    /** All rules as they apply to specs that no override is for, in the order of their ids. */
    List<RuleInForce> inForce(Surface surface) {
        Settings settings = variants.usual().settings();
        JsonNode parameters = settings.parameters(engine.catalog());
        return engine.catalog().rules().stream()
                .map(rule -> new RuleInForce(
                        rule,
                        settings.level(rule.id(), surface),
                        settings.levels(rule.id()),
                        profile.overrides().stream()
                                .filter(override -> override.rules().containsKey(rule.id()))
                                .map(ProfileOverride::name)
                                .toList(),
                        parameters.path(rule.category()).path(rule.name())))
                .toList();
    }

    Waivers.Terms waiverTerms() {
        var ids = engine.catalog().rules().stream().map(RuleMetadata::id).collect(Collectors.toSet());
        return new Waivers.Terms(ids, profile.waiverDays(), profile.name());
    }
}
