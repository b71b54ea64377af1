package dev.modelspec.engine.policy;

import dev.modelspec.engine.schema.Spelling;
import dev.modelspec.rego.RegoError;
import dev.modelspec.rego.RegoModule;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.RuleMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds references to parameters that no rule declares: they are undefined, so that what reads them finds nothing, without a word. */
final class ParameterReferences {
    private static final String CODE = "modelspec_rule_error";

    private ParameterReferences() {}

    /**
     * What is wrong with references to {@code data.params}, as far as they are known before they are evaluated.
     *
     * @param catalog all rules that there are
     */
    static List<RegoError> problems(Collection<RegoModule> modules, RuleCatalog catalog) {
        var problems = new ArrayList<RegoError>();
        for (RegoModule module : modules) {
            for (RegoModule.Use use : module.uses()) {
                String wrong = use.path().get(0).equals("params")
                        ? wrong(use.path().subList(1, use.path().size()), catalog)
                        : null;
                if (wrong != null) {
                    problems.add(new RegoError(CODE, wrong, module.file(), use.row(), use.column()));
                }
            }
        }
        return problems;
    }

    private static @Nullable String wrong(List<String> path, RuleCatalog catalog) {
        if (path.size() < 2) {
            return null;
        }
        String id = path.get(0) + "/" + path.get(1);
        RuleMetadata rule = catalog.rule(id).orElse(null);
        if (rule == null) {
            return "there is no rule " + id + " whose parameters `data.params` could have"
                    + hint(id, catalog.rules().stream().map(RuleMetadata::id).toList());
        }
        if (path.size() == 2 || rule.parameters().has(path.get(2))) {
            return null;
        }
        return "rule " + id + " declares no parameter `" + path.get(2) + "` in custom.parameters of its METADATA"
                + hint(path.get(2), List.copyOf(rule.parameters().propertyNames()));
    }

    private static String hint(String name, List<String> known) {
        String near = Spelling.nearest(name, known);
        return near == null ? "" : "; did you mean " + near + "?";
    }
}
