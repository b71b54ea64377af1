package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.policy.Chosen;
import dev.modelspec.engine.policy.RuleSettings;
import dev.modelspec.engine.policy.Settings;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.ParsedSpec;
import dev.modelspec.rego.RuleCatalog;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an organisation chooses: levels and parameters of rules, for all specs or for some.
 *
 * <p>Of several choices for the same thing the last one counts. Each profile makes its choices for all specs and then its overrides in
 * their order; what is extended comes first, so that the profile that extends has the last word.
 *
 * @param parts the profiles that it consists of, from the innermost that is extended to the one that was asked for
 */
public record Profile(List<ProfilePart> parts) {
    /** Where no profile says how long a waiver may last: long enough to be looked at every year. */
    private static final int WAIVER_DAYS = 365;

    public Profile {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a profile with all that it extends.
     *
     * @param nameOrPath the name of a built-in profile, else the path of a file
     * @param catalog the rules that there are
     * @throws ConfigurationException if it or one that it extends is wrong
     */
    public static Profile read(String nameOrPath, RuleCatalog catalog) {
        return read(nameOrPath, catalog, new TreeMap<>());
    }

    /**
     * As {@link #read(String, RuleCatalog)}, where rules bring profiles of their own.
     *
     * @param ours their texts by name; of a built-in one of the same name, they take the place
     */
    public static Profile read(String nameOrPath, RuleCatalog catalog, SortedMap<String, Source> ours) {
        return new Profiles(catalog, ours).read(nameOrPath);
    }

    /** The name of the profile that was asked for. */
    public String name() {
        return parts.get(parts.size() - 1).name();
    }

    /** All overrides, in the order in which they apply. */
    public List<ProfileOverride> overrides() {
        return parts.stream().flatMap(part -> part.overrides().stream()).toList();
    }

    /** How many days a waiver may last. */
    public int waiverDays() {
        int days = WAIVER_DAYS;
        for (ProfilePart part : parts) {
            days = part.waiverDays() == null ? days : part.waiverDays();
        }
        return days;
    }

    /** What applies to specs that no override is for. */
    public Settings usual() {
        return settings(new BitSet());
    }

    /** The overrides that are about what is not known of the namespace: they apply to no spec that does not tell it itself. */
    public List<ProfileOverride> undecided(EvaluationContext context) {
        var subject = new Condition.Subject(MissingNode.getInstance(), context.namespace());
        return overrides().stream()
                .filter(override -> override.conditions().stream().anyMatch(condition -> condition.isUnknown(subject)))
                .toList();
    }

    /** What applies to a spec, and why. */
    public ResolvedProfile resolve(ParsedSpec spec, EvaluationContext surroundings) {
        EvaluationContext context = surroundings.of(spec);
        var subject = subject(spec.tree(), context);
        List<ResolvedProfile.Verdict> verdicts = overrides().stream()
                .map(override -> ResolvedProfile.Verdict.on(override, subject))
                .toList();
        return new ResolvedProfile(this, context, settings(matching(spec.tree(), context)), verdicts);
    }

    /** What a finding of one rule does, in a spec. */
    public Level level(String rule, ParsedSpec spec, EvaluationContext surroundings) {
        EvaluationContext context = surroundings.of(spec);
        Level level = Level.DENY;
        for (Map<String, RuleSettings> choices : choices(matching(spec.tree(), context))) {
            Chosen<Level> chosen =
                    choices.getOrDefault(rule, RuleSettings.NONE).levels().get(context.surface());
            level = chosen == null ? level : chosen.value();
        }
        return level;
    }

    /** The positions of those of {@link #overrides} that apply to a spec. */
    BitSet matching(ObjectNode spec, EvaluationContext context) {
        var subject = subject(spec, context);
        var matching = new BitSet();
        int position = 0;
        for (ProfilePart part : parts) {
            for (ProfileOverride override : part.overrides()) {
                matching.set(position++, override.appliesTo(subject));
            }
        }
        return matching;
    }

    /** What applies if the overrides at these positions do. */
    Settings settings(BitSet matching) {
        Settings settings = Settings.DEFAULTS;
        for (Map<String, RuleSettings> chosen : choices(matching)) {
            settings = settings.changedBy(chosen);
        }
        return settings;
    }

    /** What is chosen for rules, the last word last, if the overrides at these positions apply. */
    private List<Map<String, RuleSettings>> choices(BitSet matching) {
        var choices = new ArrayList<Map<String, RuleSettings>>();
        int position = 0;
        for (ProfilePart part : parts) {
            choices.add(part.rules());
            for (ProfileOverride override : part.overrides()) {
                if (matching.get(position++)) {
                    choices.add(override.rules());
                }
            }
        }
        return choices;
    }

    private static Condition.Subject subject(ObjectNode spec, EvaluationContext context) {
        return new Condition.Subject(spec.path("metadata").path("labels"), context.namespace());
    }
}
