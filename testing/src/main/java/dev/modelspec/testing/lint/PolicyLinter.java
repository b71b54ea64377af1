package dev.modelspec.testing.lint;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.ParameterDefaults;
import dev.modelspec.engine.policy.PolicySources;
import dev.modelspec.engine.policy.References;
import dev.modelspec.rego.PolicyFolder;
import dev.modelspec.rego.RegoError;
import dev.modelspec.rego.RegoException;
import dev.modelspec.rego.RegoModule;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a folder of policies against OPA's strict mode, the schema of a ModelSpec, and the conventions of a rule: how it is written,
 * what is in its folder, and what its profiles and suites say of it.
 */
public final class PolicyLinter {
    private static final Comparator<RegoError> ORDER = Comparator.comparing(
                    RegoError::file, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparingInt(RegoError::row)
            .thenComparingInt(RegoError::column)
            .thenComparing(RegoError::message);

    private final RegoToolchain toolchain;

    /** A linter. */
    public PolicyLinter(RegoToolchain toolchain) {
        this.toolchain = toolchain;
    }

    /**
     * All that should be mended, in the order of files and lines, with the paths that the user knows. While Rego does not compile,
     * conventions that need to understand it are not looked at.
     *
     * @throws ConfigurationException if the folder cannot be read or has no rules
     */
    public List<RegoError> lint(Path folder) {
        PolicySources sources = PolicySources.read(folder);
        var problems = new ArrayList<RegoError>();
        RegoToolchain.Checked checked = check(sources, problems);
        if (checked != null) {
            List<RegoModule> rules = checked.modules().stream()
                    .filter(module -> !PolicyFolder.isTest(module.file()))
                    .toList();
            try {
                RuleCatalog catalog = RuleCatalog.of(rules);
                problems.addAll(ParameterDefaults.problems(catalog.rules(), sources.own()));
                problems.addAll(sources.errors().takenNames(checked.data()));
                problems.addAll(new References(sources, catalog).problems(checked.modules()));
                problems.addAll(new UsersOfRules(sources, sources.allRules(catalog)).problems());
            } catch (RegoException wrong) {
                problems.addAll(wrong.errors());
            }
            problems.addAll(new UndefinedData(checked).problems(checked.modules()));
            problems.addAll(new BareSets(checked.modules()).problems(checked.modules()));
            problems.addAll(new RuleFolders(sources).problems(checked.modules()));
        }
        return problems.stream()
                .map(sources.errors()::describe)
                .distinct()
                .sorted(ORDER)
                .toList();
    }

    /** What is there, although it may not pass in strict mode; null if it does not compile at all. */
    private RegoToolchain.@Nullable Checked check(PolicySources sources, List<RegoError> problems) {
        Workspace workspace = sources.ownWorkspaceWithTests();
        try {
            return toolchain.check(workspace.strictly());
        } catch (RegoException strict) {
            problems.addAll(strict.errors());
        }
        try {
            return toolchain.check(workspace);
        } catch (RegoException known) {
            return null;
        }
    }
}
