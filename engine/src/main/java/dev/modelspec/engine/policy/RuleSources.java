package dev.modelspec.engine.policy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.rego.RuleMetadata;
import dev.modelspec.rego.Workspace;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The Rego of one rule, with all that it refers to. */
public final class RuleSources {
    private final List<String> packagePath;
    private final Workspace workspace;
    private final UnaryOperator<String> display;

    private RuleSources(List<String> packagePath, Workspace workspace, UnaryOperator<String> display) {
        this.packagePath = packagePath;
        this.workspace = workspace;
        this.display = display;
    }

    /** That of a built-in rule. */
    public static RuleSources builtIn(RuleMetadata rule) {
        return of(rule, BuiltInRego.texts(), true, path -> path, "the built-in rules");
    }

    /**
     * That of a rule of a folder or a bundle, or of a built-in one beside them.
     *
     * @throws ConfigurationException if there is no Rego of it, as in a bundle that has it compiled only
     */
    public static RuleSources of(RuleMetadata rule, PolicySources sources) {
        var rego = new TreeMap<>(sources.workspace().files());
        rego.keySet().removeIf(path -> !path.endsWith(".rego"));
        return of(rule, rego, !sources.whole(), sources::display, sources.origin());
    }

    private static RuleSources of(
            RuleMetadata rule,
            SortedMap<String, String> rego,
            boolean withBuiltIn,
            UnaryOperator<String> display,
            String origin) {
        List<String> path = List.of("modelspec", "rules", rule.category(), rule.name());
        var libraries = new TreeMap<String, List<String>>();
        if (withBuiltIn) {
            libraries.putAll(BuiltInRego.packages());
            libraries.values().removeIf(path::equals);
        }
        if (libraries.keySet().containsAll(rego.keySet())) {
            throw new ConfigurationException(
                    "The rule " + rule.id() + " cannot be explained: there is no Rego of it in " + origin, List.of());
        }
        return new RuleSources(path, Workspace.of(rego).withLibraries(libraries), display);
    }

    /** The path of the rule's package, without {@code data}. */
    public List<String> packagePath() {
        return packagePath;
    }

    /** The rule and all that it refers to, without data. */
    public Workspace workspace() {
        return workspace;
    }

    /** The path that a user knows a file of the workspace by. */
    public String display(String file) {
        return display.apply(file);
    }

    /** The lines of a file of the workspace. */
    public List<String> lines(String file) {
        return workspace.files().getOrDefault(file, "").lines().toList();
    }
}
