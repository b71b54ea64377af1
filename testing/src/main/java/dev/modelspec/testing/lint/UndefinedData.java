package dev.modelspec.testing.lint;

import dev.modelspec.engine.policy.DataTree;
import dev.modelspec.engine.policy.PolicySources;
import dev.modelspec.rego.RegoError;
import dev.modelspec.rego.RegoModule;
import dev.modelspec.rego.RegoToolchain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/** References to data that nothing declares. They may be meant for data that are not there yet, so they are no error. */
final class UndefinedData {
    private static final String CODE = "modelspec_convention_error";

    private final DataTree known = new DataTree();

    UndefinedData(RegoToolchain.Checked checked) {
        known.with(checked.data()).with(checked.modules());
        // What the engine lays over the data is looked at where rules are compiled.
        PolicySources.TAKEN.forEach(known::withAnythingAt);
    }

    List<RegoError> problems(Collection<RegoModule> modules) {
        var problems = new ArrayList<RegoError>();
        for (RegoModule module : modules) {
            var told = new HashSet<DataTree.Gap>();
            for (RegoModule.Use use : module.uses()) {
                DataTree.Gap gap = use.target() ? null : known.gap(use.path());
                if (gap != null && told.add(gap)) {
                    problems.add(new RegoError(
                            CODE,
                            gap.message("no file of data and no package"),
                            module.file(),
                            use.row(),
                            use.column()));
                }
            }
        }
        return problems;
    }
}
