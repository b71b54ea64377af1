package dev.modelspec.rego;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which files need which, by what OPA says of modules. What declares no package, as data do, is needed by everything. */
final class ModuleGraph {
    private final Map<String, RegoModule> modules;
    private final Set<String> others;
    private final Map<List<String>, Set<String>> byPackage = new HashMap<>();
    private final Map<String, Set<String>> direct = new HashMap<>();

    /**
     * The graph of modules.
     *
     * @param files all, also those that are no modules
     */
    ModuleGraph(Collection<String> files, List<RegoModule> modules) {
        this.modules = modules.stream().collect(Collectors.toMap(RegoModule::file, module -> module));
        others = new TreeSet<>(files);
        for (RegoModule module : modules) {
            others.remove(module.file());
            byPackage.computeIfAbsent(module.path(), unknown -> new TreeSet<>()).add(module.file());
        }
    }

    /** A file, and all that it needs, directly or not. */
    SortedSet<String> closure(String file) {
        var closure = new TreeSet<>(others);
        closure.add(file);
        var open = new ArrayDeque<>(List.of(file));
        while (!open.isEmpty()) {
            for (String other : direct.computeIfAbsent(open.remove(), this::needs)) {
                if (closure.add(other)) {
                    open.add(other);
                }
            }
        }
        return closure;
    }

    private Set<String> needs(String file) {
        RegoModule module = modules.get(file);
        var needs = new TreeSet<String>();
        if (module != null) {
            var references = new ArrayList<>(module.references());
            references.addAll(declarationsOfParameters(module));
            byPackage.forEach((path, files) -> {
                if (references.stream().anyMatch(reference -> areRelated(reference, path))) {
                    needs.addAll(files);
                }
            });
        }
        return needs;
    }

    /** Where the METADATA are whose defaults a module reads. */
    private static List<List<String>> declarationsOfParameters(RegoModule module) {
        return module.uses().stream()
                .filter(use -> !use.target() && use.path().get(0).equals("params"))
                .map(use -> Stream.concat(
                                Stream.of("modelspec", "rules"),
                                use.path().stream().skip(1))
                        .toList())
                .toList();
    }

    /** Whether one is the beginning of the other. */
    private static boolean areRelated(List<String> a, List<String> b) {
        int shorter = Math.min(a.size(), b.size());
        return a.subList(0, shorter).equals(b.subList(0, shorter));
    }
}
