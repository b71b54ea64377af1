package dev.modelspec.engine.policy;

import dev.modelspec.rego.RegoError;
import dev.modelspec.rego.RegoModule;
import dev.modelspec.rego.RuleCatalog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Finds references to rules, libraries and parameters that are not there: they are undefined, so that what reads them finds nothing,
 * without a word.
 */
public final class References {
    private static final String CODE = "modelspec_rule_error";
    private static final String OURS = "modelspec";

    private final PolicySources sources;
    private final RuleCatalog catalog;

    /**
     * Those in some sources.
     *
     * @param ofFolder the rules of the sources
     */
    public References(PolicySources sources, RuleCatalog ofFolder) {
        this.sources = sources;
        catalog = sources.allRules(ofFolder);
    }

    /**
     * What is wrong with them, as far as it is known before they are evaluated.
     *
     * @param modules all that are compiled together. What rules refer to is to be there without tests
     */
    public List<RegoError> problems(Collection<RegoModule> modules) {
        Map<Boolean, List<RegoModule>> parts = modules.stream()
                .collect(Collectors.partitioningBy(module -> sources.tests().containsKey(module.file())));
        List<RegoModule> tests = parts.getOrDefault(true, List.of());
        List<RegoModule> rules = parts.getOrDefault(false, List.of());
        List<RegoModule> own = rules.stream()
                .filter(module -> sources.own().containsKey(module.file()))
                .toList();
        var problems = new ArrayList<RegoError>();
        problems.addAll(ParameterReferences.problems(own, catalog));
        problems.addAll(ParameterReferences.problems(tests, catalog));
        problems.addAll(problems(own, tree(rules)));
        problems.addAll(problems(tests, tree(modules)));
        return problems;
    }

    private DataTree tree(Collection<RegoModule> modules) {
        DataTree tree = new DataTree().with(modules);
        // Of a built-in package that somebody refers to, the module is there, too.
        return sources.whole() ? tree : tree.withPackages(BuiltInRego.packages().values());
    }

    private static List<RegoError> problems(List<RegoModule> modules, DataTree tree) {
        var problems = new ArrayList<RegoError>();
        for (RegoModule module : modules) {
            var told = new HashSet<DataTree.Gap>();
            for (RegoModule.Use use : module.uses()) {
                DataTree.Gap gap = use.path().get(0).equals(OURS) && !use.target() ? tree.gap(use.path()) : null;
                if (gap != null && gap.path().size() > 2 && told.add(gap)) {
                    problems.add(new RegoError(
                            CODE, gap.message("no rule and no library"), module.file(), use.row(), use.column()));
                }
            }
        }
        return problems;
    }
}
