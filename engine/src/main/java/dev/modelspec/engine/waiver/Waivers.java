package dev.modelspec.engine.waiver;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.schema.Spelling;
import dev.modelspec.rego.RuleMetadata;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The waivers that there are: the one place that tells whether a finding is excused. Immutable. */
public final class Waivers {
    /** Nobody is excused. */
    public static final Waivers NONE = new Waivers(List.of());

    private final List<Waiver> all;
    private final Map<Key, List<Waiver>> byTarget = new HashMap<>();

    private record Key(String rule, @Nullable String namespace, String name) {
        static Key of(Waiver waiver) {
            return new Key(
                    waiver.rule(), waiver.target().namespace(), waiver.target().name());
        }
    }

    /**
     * What waivers must keep to.
     *
     * @param rules the ids of all rules
     * @param maxDays how many days one may last
     * @param profile who says so
     */
    public record Terms(Set<String> rules, int maxDays, String profile) {
        public Terms {
            rules = Set.copyOf(rules);
        }
    }

    /**
     * Waivers that can be used, and what is wrong with the others.
     *
     * @param problems each with its place first; of waivers that are wrong together, none is used
     */
    public record Sifted(Waivers usable, List<String> problems) {}

    private Waivers(List<Waiver> waivers) {
        all = List.copyOf(waivers);
        for (Waiver waiver : all) {
            byTarget.computeIfAbsent(Key.of(waiver), any -> new ArrayList<>()).add(waiver);
        }
    }

    /**
     * All of these.
     *
     * @throws ConfigurationException if one is not as it must be
     */
    public static Waivers of(List<Waiver> waivers, Terms terms) {
        Sifted sifted = sift(waivers, terms);
        if (!sifted.problems().isEmpty()) {
            throw new ConfigurationException("The waivers are wrong", sifted.problems());
        }
        return sifted.usable();
    }

    /** Those of these that are as they must be. */
    public static Sifted sift(List<Waiver> given, Terms terms) {
        List<Waiver> waivers = given.stream().distinct().toList();
        var problems = new ArrayList<String>();
        var usable = new ArrayList<Waiver>();
        var everything = new Waivers(waivers);
        var names = new HashMap<String, List<Waiver>>();
        waivers.forEach(waiver ->
                names.computeIfAbsent(waiver.name(), any -> new ArrayList<>()).add(waiver));
        for (Waiver waiver : waivers) {
            String problem = problem(waiver, terms);
            if (problem == null) {
                problem = sameName(waiver, names.getOrDefault(waiver.name(), List.of()));
            }
            if (problem == null) {
                problem = clash(waiver, everything.byTarget.getOrDefault(Key.of(waiver), List.of()));
            }
            if (problem == null) {
                usable.add(waiver);
            } else {
                problems.add(waiver.origin() + ": " + problem);
            }
        }
        return new Sifted(new Waivers(usable), List.copyOf(problems));
    }

    private static @Nullable String problem(Waiver waiver, Terms terms) {
        if (!terms.rules().contains(waiver.rule())) {
            String near = Spelling.nearest(waiver.rule(), List.copyOf(terms.rules()));
            return RuleMetadata.isOfTheEngine(waiver.rule())
                    ? "Waiver " + waiver.name() + " is for " + waiver.rule()
                            + ". What breaks the schema of a ModelSpec cannot be waived, for no rule is asked of such a"
                            + " spec. Mend the spec."
                    : "Waiver " + waiver.name() + " is for " + waiver.rule() + ", and there is no such rule."
                            + (near == null ? " `modelspec rules` lists them." : " Did you mean " + near + "?");
        }
        Duration lasts = Duration.between(waiver.grantedAt(), waiver.expiresAt());
        if (lasts.compareTo(Duration.ofDays(terms.maxDays())) > 0) {
            return "Waiver " + waiver.name() + " lasts " + daysUp(lasts) + " days, and the profile " + terms.profile()
                    + " lets "
                    + (terms.maxDays() == 0 ? "nothing be waived." : "one last " + terms.maxDays() + " days.")
                    + " Set `spec.expiresAt` to an earlier day, or `spec.waivers.maxDays` in a profile of your own.";
        }
        return null;
    }

    private static long daysUp(Duration time) {
        return time.plusDays(1).minusNanos(1).toDays();
    }

    private static @Nullable String sameName(Waiver waiver, List<Waiver> named) {
        for (Waiver other : named) {
            if (!other.equals(waiver)) {
                return "There is another waiver " + waiver.name() + ", " + other.origin()
                        + ". Give each a name of its own.";
            }
        }
        return null;
    }

    private static @Nullable String clash(Waiver waiver, List<Waiver> ofTheSame) {
        for (Waiver other : ofTheSame) {
            boolean meet = waiver.target().covers(other.target().pointer())
                    || other.target().covers(waiver.target().pointer());
            boolean together = waiver.grantedAt().isBefore(other.expiresAt())
                    && other.grantedAt().isBefore(waiver.expiresAt());
            if (!other.equals(waiver) && meet && together) {
                return "Waivers " + waiver.name() + " and " + other.name() + " (" + other.origin()
                        + ") excuse the same finding: " + waiver.rule() + " of " + waiver.target()
                        + ". Keep one of them.";
            }
        }
        return null;
    }

    /** All of them, whether they hold or not. */
    public List<Waiver> all() {
        return all;
    }

    /**
     * What excuses a finding.
     *
     * @param rule the id of its rule
     * @param namespace of the spec; null if none is known
     * @param name of the spec
     * @param pointer to where it is
     * @param clock tells the time
     * @return null if nothing does
     */
    public @Nullable Waiver excusing(
            String rule, @Nullable String namespace, String name, String pointer, Clock clock) {
        if (all.isEmpty()) {
            return null;
        }
        for (Waiver waiver : byTarget.getOrDefault(new Key(rule, namespace, name), List.of())) {
            if (waiver.target().covers(pointer) && waiver.holdsAt(clock.instant())) {
                return waiver;
            }
        }
        return null;
    }
}
