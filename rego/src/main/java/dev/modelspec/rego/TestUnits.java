package dev.modelspec.rego;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The files with tests of a workspace, each by its path, and all files that no test needs, which are compiled all the same, as one.
 * Thread-safe.
 */
final class TestUnits {
    /** Part of the name of each test, as in {@code test_x}, {@code todo_test_x} and {@code group.test_x}. */
    private static final String TEST = "test_";

    /** The name of what no test needs. */
    private static final String UNTESTED = "";

    private final Workspace workspace;
    private final List<String> names = new ArrayList<>();
    private final Set<String> withChance = new HashSet<>();
    private @Nullable ModuleGraph graph;
    private @Nullable SortedSet<String> ofUntested;

    TestUnits(Workspace workspace) {
        this.workspace = workspace;
        names.add(UNTESTED);
        workspace.files().forEach((file, rego) -> {
            if (rego.contains(TEST)) {
                names.add(file);
            }
            if (TestCache.asksForChance(rego)) {
                withChance.add(file);
            }
        });
    }

    /** All of them. */
    List<String> names() {
        return names;
    }

    /** The files with tests among some of them. */
    static Set<String> files(Collection<String> units) {
        var files = new TreeSet<>(units);
        files.remove(UNTESTED);
        return files;
    }

    /** The files of a unit, and all that they refer to. */
    SortedSet<String> needs(String unit) {
        return unit.equals(UNTESTED) ? ofUntested() : graph().closure(List.of(unit));
    }

    /** Whether something that a unit needs asks for the time or for chance. */
    boolean dependOnChance(String unit) {
        return !withChance.isEmpty() && !Collections.disjoint(withChance, needs(unit));
    }

    private synchronized SortedSet<String> ofUntested() {
        if (ofUntested == null) {
            var untested = new TreeSet<>(workspace.files().keySet());
            files(names).forEach(file -> untested.removeAll(needs(file)));
            ofUntested = graph().closure(untested);
        }
        return ofUntested;
    }

    private synchronized ModuleGraph graph() {
        if (graph == null) {
            graph = ModuleGraph.of(workspace.files());
        }
        return graph;
    }
}
