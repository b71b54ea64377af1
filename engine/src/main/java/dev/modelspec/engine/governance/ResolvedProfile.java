package dev.modelspec.engine.governance;

import dev.modelspec.engine.policy.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a profile applies to a spec, and why.
 *
 * @param profile the profile
 * @param context in which it was asked
 * @param settings what applies
 * @param overrides what became of each override, in the order in which they apply
 */
public record ResolvedProfile(Profile profile, EvaluationContext context, Settings settings, List<Verdict> overrides) {
    public ResolvedProfile {
        overrides = List.copyOf(overrides);
    }

    /**
     * Whether an override applies.
     *
     * @param override the override
     * @param applies whether all of its conditions are met
     * @param checks its conditions
     */
    public record Verdict(ProfileOverride override, boolean applies, List<Check> checks) {
        public Verdict {
            checks = List.copyOf(checks);
        }

        static Verdict on(ProfileOverride override, Condition.Subject subject) {
            return new Verdict(
                    override,
                    override.appliesTo(subject),
                    override.conditions().stream()
                            .map(condition -> Check.of(condition, subject))
                            .toList());
        }
    }

    /**
     * Whether a condition is met.
     *
     * @param condition the condition
     * @param met whether it is
     * @param actual what it was compared with; null if there is nothing
     * @param unknown whether it is about something of a namespace that is not known
     */
    public record Check(
            Condition condition, boolean met, @Nullable String actual, boolean unknown) {
        static Check of(Condition condition, Condition.Subject subject) {
            return new Check(
                    condition, condition.metBy(subject), condition.actual(subject), condition.isUnknown(subject));
        }
    }
}
