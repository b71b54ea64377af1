package dev.modelspec.testing.lint;

import dev.modelspec.rego.RegoError;
import dev.modelspec.rego.RegoModule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Expressions that are no more than a set that rules add to. They hold whatever is in it, so that a test of one cannot fail. */
final class BareSets {
    private static final String CODE = "modelspec_convention_error";

    private final Set<List<String>> sets = new HashSet<>();

    BareSets(Collection<RegoModule> modules) {
        for (RegoModule module : modules) {
            module.rules().stream().filter(RegoModule.Rule::contains).forEach(rule -> {
                var path = new ArrayList<>(module.path());
                path.addAll(rule.path());
                sets.add(path);
            });
        }
    }

    List<RegoError> problems(Collection<RegoModule> modules) {
        var problems = new ArrayList<RegoError>();
        for (RegoModule module : modules) {
            module.uses().stream()
                    .filter(use -> use.alone() && sets.contains(use.path()))
                    .map(use -> new RegoError(
                            CODE,
                            "`" + use.path().get(use.path().size() - 1)
                                    + "` is a set, and this holds even if nothing is in it: compare it, as in"
                                    + " `… == set()` or `count(…) == 1`",
                            module.file(),
                            use.row(),
                            use.column()))
                    .forEach(problems::add);
        }
        return problems;
    }
}
