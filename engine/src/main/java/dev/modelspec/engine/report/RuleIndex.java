package dev.modelspec.engine.report;

import dev.modelspec.rego.RuleMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The list of rules that leads to their pages, in Markdown. */
public final class RuleIndex {
    private RuleIndex() {}

    /** Writes the list, by category. */
    public static String of(Collection<RuleMetadata> rules, List<ProfileColumn> profiles) {
        SortedMap<String, List<RuleMetadata>> categories = rules.stream()
                .collect(Collectors.groupingBy(RuleMetadata::category, TreeMap::new, Collectors.toList()));
        var titles = new ArrayList<String>(List.of("rule", "severity", "what it asks for"));
        profiles.forEach(profile -> titles.add(profile.name()));
        var text = new StringBuilder(
                "# Rules\n\nWritten by `modelspec rules docs` from what the rules say of themselves.\n");
        categories.forEach((category, ofCategory) -> {
            text.append("\n## ").append(category).append("\n\n").append(Markdown.head(titles));
            ofCategory.forEach(rule -> text.append(Markdown.row(cells(rule, profiles))));
        });
        return text.toString();
    }

    private static List<String> cells(RuleMetadata rule, List<ProfileColumn> profiles) {
        var cells = new ArrayList<String>();
        cells.add("[" + rule.name() + "](" + rule.id() + ".md)");
        cells.add(rule.severity());
        cells.add(rule.title());
        profiles.forEach(profile -> cells.add(profile.level(rule)));
        return cells;
    }
}
