package dev.modelspec.engine.report;

import dev.modelspec.engine.policy.RuleSources;
import dev.modelspec.rego.Explanation;
import dev.modelspec.rego.Explanation.Definition;
import dev.modelspec.rego.Explanation.Step;
import dev.modelspec.rego.RegoValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Those rules of a package that have a part in what its {@code report} came to. */
final class Participants {
    private static final String REPORT = "report";

    /** Makes the finding, the same way in each rule. */
    private static final String FAIL = "_fail";

    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.\"])[A-Za-z_]\\w*");

    private final Explanation trace;
    private final RuleSources sources;
    private final Set<String> names = new LinkedHashSet<>();

    Participants(Explanation trace, RuleSources sources) {
        this.trace = trace;
        this.sources = sources;
        trace.definitions().forEach(definition -> names.add(definition.name()));
    }

    /** The bodies of {@code report}, then those of the rules that they refer to, directly or not, as far as they were evaluated. */
    List<Definition> definitions() {
        Set<String> helpers = helpers();
        var definitions = new ArrayList<Definition>(ofRules(Set.of(REPORT)));
        for (Definition definition : ofRules(helpers)) {
            if (!isPlainValue(definition) && isEntered(definition.name())) {
                definitions.add(definition);
            }
        }
        return definitions;
    }

    private Set<String> helpers() {
        var reached = new LinkedHashSet<String>();
        for (Set<String> next = Set.of(REPORT); reached.addAll(next); ) {
            next = ofRules(next).stream()
                    .flatMap(definition -> definition.steps().stream())
                    .filter(Step::reached)
                    .flatMap(step -> rulesIn(step).stream())
                    .filter(name -> !name.equals(FAIL))
                    .collect(Collectors.toSet());
        }
        reached.remove(REPORT);
        return reached;
    }

    private List<Definition> ofRules(Set<String> some) {
        return trace.definitions().stream()
                .filter(definition -> some.contains(definition.name()))
                .toList();
    }

    /** Such as {@code _max := 3}: there is no more to it than its value, which is told where it is read. */
    private boolean isPlainValue(Definition definition) {
        return !definition.function()
                && definition.held() > 0
                && ofRules(Set.of(definition.name())).size() == 1
                && definition.steps().stream()
                        .allMatch(step -> before(definition, step).endsWith("="));
    }

    private String before(Definition definition, Step step) {
        List<String> lines = sources.lines(definition.file());
        String line = step.row() <= lines.size() ? lines.get(step.row() - 1) : "";
        return line.substring(0, Math.min(line.length(), step.column() - 1)).stripTrailing();
    }

    private boolean isEntered(String name) {
        return trace.definitions().stream()
                .anyMatch(definition -> definition.name().equals(name) && definition.entered() > 0);
    }

    /** The rules that an expression refers to by name. */
    Set<String> rulesIn(Step step) {
        var rules = new LinkedHashSet<String>();
        for (Matcher name = NAME.matcher(STRING.matcher(step.text()).replaceAll("\"\"")); name.find(); ) {
            if (names.contains(name.group())) {
                rules.add(name.group());
            }
        }
        return rules;
    }

    /** What an expression reads: what it refers to, and rules without arguments; null for what is undefined. */
    SortedMap<String, @Nullable RegoValue> reads(Step step) {
        var reads = new TreeMap<String, @Nullable RegoValue>(step.reads());
        for (String rule : rulesIn(step)) {
            boolean function =
                    trace.definitions().stream().anyMatch(other -> other.name().equals(rule) && other.function());
            if (!function) {
                reads.put(rule, trace.values().get(rule));
            }
        }
        return reads;
    }
}
