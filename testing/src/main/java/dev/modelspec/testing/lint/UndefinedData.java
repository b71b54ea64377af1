package dev.modelspec.testing.lint;

import dev.modelspec.rego.RegoError;
import dev.modelspec.rego.RegoModule;
import dev.modelspec.rego.RegoToolchain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** References to data that nothing declares. They may be meant for data that are not there yet, so they are no error. */
final class UndefinedData {
    private static final String CODE = "modelspec_convention_error";

    /** What the engine lays over the data. */
    private static final Set<String> OF_THE_ENGINE = Set.of("modelspec", "params", "asked");

    private final Set<String> known = new TreeSet<>(OF_THE_ENGINE);

    UndefinedData(RegoToolchain.Checked checked) {
        known.addAll(checked.data().propertyNames());
        checked.modules().stream()
                .filter(module -> !module.path().isEmpty())
                .forEach(module -> known.add(module.path().get(0)));
    }

    List<RegoError> problems(Collection<RegoModule> modules) {
        var problems = new ArrayList<RegoError>();
        for (RegoModule module : modules) {
            module.references().stream()
                    .filter(path -> !path.isEmpty() && !known.contains(path.get(0)))
                    .map(path -> "`data." + path.get(0)
                            + "` is nothing: no file of data and no package has it, so what reads it"
                            + " finds nothing")
                    .distinct()
                    .forEach(message -> problems.add(new RegoError(CODE, message, module.file(), module.row(), 1)));
        }
        return problems;
    }
}
