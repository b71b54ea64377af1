package dev.modelspec.engine.governance;

import dev.modelspec.engine.bundle.Digests;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.RuleDifference.Change;
import dev.modelspec.engine.policy.Surface;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Finds what changes when one set of policies takes the place of another. */
public final class PolicyDifferences {
    /** What a change is of that is in the Rego of a rule. */
    public static final String REGO = "rego";

    private PolicyDifferences() {}

    /**
     * How rules differ, in the order of their ids.
     *
     * @param oldParts what the rules were made of
     * @param newParts what they are made of
     */
    public static List<RuleDifference> ofRules(
            List<RuleInForce> before, List<RuleInForce> after, PolicyParts oldParts, PolicyParts newParts) {
        SortedMap<String, RuleInForce> old = byId(before);
        SortedMap<String, RuleInForce> now = byId(after);
        var ids = new TreeSet<>(old.keySet());
        ids.addAll(now.keySet());
        var differences = new ArrayList<RuleDifference>();
        for (String id : ids) {
            RuleInForce was = old.get(id);
            RuleInForce is = now.get(id);
            List<Change> changes = List.of();
            if (was != null && is != null) {
                changes = changes(was, is);
                add(changes, REGO, digest(oldParts.regoOf(was.rule())), digest(newParts.regoOf(is.rule())));
            }
            if (was == null || is == null || !changes.isEmpty()) {
                differences.add(new RuleDifference(id, was, is, changes));
            }
        }
        return differences;
    }

    /** How the verdicts on one source differ, in the order of its documents. */
    public static List<SpecDifference> ofSpecs(Evaluation before, Evaluation after) {
        var differences = new ArrayList<SpecDifference>();
        // The same text has the same documents, whatever the policies.
        for (int i = 0; i < Math.min(before.specs().size(), after.specs().size()); i++) {
            SpecEvaluation was = before.specs().get(i);
            SpecEvaluation is = after.specs().get(i);
            List<Finding> came = without(is.findings(), was.findings());
            List<Finding> went = without(was.findings(), is.findings());
            if (was.decision() != is.decision() || !came.isEmpty() || !went.isEmpty()) {
                differences.add(new SpecDifference(
                        after.source(), is.document(), is.name(), was.decision(), is.decision(), came, went));
            }
        }
        return differences;
    }

    private static SortedMap<String, RuleInForce> byId(List<RuleInForce> rules) {
        var byId = new TreeMap<String, RuleInForce>();
        rules.forEach(rule -> byId.put(rule.rule().id(), rule));
        return byId;
    }

    private static List<Change> changes(RuleInForce was, RuleInForce is) {
        var changes = new ArrayList<Change>();
        add(changes, "title", was.rule().title(), is.rule().title());
        add(changes, "severity", was.rule().severity(), is.rule().severity());
        add(changes, "description", was.rule().description(), is.rule().description());
        add(changes, "remediation", was.rule().remediation(), is.rule().remediation());
        add(
                changes,
                "controls",
                was.rule().controls().toString(),
                is.rule().controls().toString());
        addLevels(changes, was, is);
        var names = new TreeSet<>(was.rule().parameters().propertyNames());
        names.addAll(is.rule().parameters().propertyNames());
        for (String name : names) {
            add(
                    changes,
                    "params." + name,
                    text(was.parameters().get(name)),
                    text(is.parameters().get(name)));
        }
        return changes;
    }

    private static void add(List<Change> changes, String what, @Nullable String before, @Nullable String after) {
        if (!Objects.equals(before, after)) {
            changes.add(new Change(what, before, after));
        }
    }

    /** One change where all surfaces change alike, else one for each that changes. */
    private static void addLevels(List<Change> changes, RuleInForce was, RuleInForce is) {
        boolean alike = new HashSet<>(was.levels().values()).size() == 1
                && new HashSet<>(is.levels().values()).size() == 1;
        for (Surface surface : alike ? List.of(Surface.CLI) : List.of(Surface.values())) {
            add(
                    changes,
                    alike ? "level" : "level." + surface.id(),
                    word(was.levels().get(surface)),
                    word(is.levels().get(surface)));
        }
    }

    private static @Nullable String digest(@Nullable String rego) {
        return rego == null ? null : Digests.sha256(rego.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable String word(@Nullable Level level) {
        return level == null ? null : level.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable JsonNode value) {
        return value == null ? null : value.toString();
    }

    /** What a person would not see change, such as a rule's title, makes no other finding. */
    private static List<Finding> without(List<Finding> findings, List<Finding> others) {
        return findings.stream()
                .filter(finding -> others.stream().noneMatch(other -> same(finding, other)))
                .toList();
    }

    private static boolean same(Finding one, Finding other) {
        return one.rule().equals(other.rule())
                && one.level() == other.level()
                && one.message().equals(other.message())
                && one.location().pointer().equals(other.location().pointer());
    }
}
