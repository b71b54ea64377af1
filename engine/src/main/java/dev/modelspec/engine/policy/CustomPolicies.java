package dev.modelspec.engine.policy;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.wasm.PolicyModule;
import dev.modelspec.rego.Bundle;
import dev.modelspec.rego.RegoException;
import dev.modelspec.rego.RegoModule;
import dev.modelspec.rego.RegoSession;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.Workspace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compiles an organisation's own rules. The built-in ones are compiled already, and stand beside them: what the own ones do not
 * refer to is not compiled again.
 */
public final class CustomPolicies {
    private final RegoToolchain toolchain;
    private final @Nullable Path cache;

    /**
     * A compiler of custom policies.
     *
     * @param toolchain used, and so started, only for what is not in the cache
     * @param cache a folder that keeps what was compiled, by its content; null to compile afresh
     */
    public CustomPolicies(RegoToolchain toolchain, @Nullable Path cache) {
        this.toolchain = toolchain;
        this.cache = cache;
    }

    /**
     * The built-in rules and those of a folder.
     *
     * @throws ConfigurationException if the folder cannot be read, has nothing of policies, or its Rego is wrong
     */
    public PolicyBundle compile(Path folder) {
        return compile(PolicySources.read(folder));
    }

    /**
     * The rules of sources, with the built-in ones unless the sources are a whole set.
     *
     * @throws ConfigurationException if the Rego is wrong
     */
    public PolicyBundle compile(PolicySources sources) {
        if (sources.whole() && sources.data().isEmpty() && sources.own().equals(BuiltInRego.texts())) {
            return PolicyBundle.builtIn().of(sources);
        }
        if (sources.own().isEmpty() && sources.data().isEmpty()) {
            return PolicyBundle.builtIn().of(sources);
        }
        // It makes itself ready meanwhile.
        PolicyBundle builtIn = sources.whole() ? null : PolicyBundle.builtIn();
        var store = cache == null ? null : BundleCache.of(sources, cache);
        PolicyBundle own = store == null ? null : store.load();
        if (own == null) {
            CompiledPolicies compiled = compileAfresh(sources, sources.ownWorkspace());
            own = store == null
                    ? new PolicyBundle(
                            PolicyModule.compileOurs(compiled.bundle().wasm(), null),
                            compiled.bundle().data(),
                            compiled.catalog())
                    : store.store(compiled.bundle(), compiled.catalog());
        }
        PolicyBundle all = builtIn == null ? own : own.and(builtIn);
        return all.of(sources);
    }

    /**
     * All rules of sources, and the built-in ones with them, in one piece of Wasm, that is not made ready for use.
     *
     * @throws ConfigurationException if the Rego or the data are wrong
     */
    public CompiledPolicies compileAfresh(PolicySources sources) {
        try {
            // What clashes with a built-in rule is told as such before all are compiled.
            toolchain.check(sources.ownWorkspace());
        } catch (RegoException e) {
            throw sources.errors().refusal(e);
        }
        return compileAfresh(sources, sources.workspace());
    }

    private CompiledPolicies compileAfresh(PolicySources sources, Workspace workspace) {
        try {
            Bundle bundle = toolchain.compile(
                    workspace.replacing(PolicySources.UNASKED, PolicySources.NOBODY_ASKED),
                    sources.roots(),
                    List.of(PolicyBundle.ENTRYPOINT));
            return new CompiledPolicies(bundle, catalog(sources, bundle.modules(), bundle.data()));
        } catch (RegoException e) {
            throw sources.errors().refusal(e);
        }
    }

    /**
     * Has OPA compile the rules in its own way, for {@link #interpret}, and the tests with them, unless one is in the package of a rule:
     * what it declares would then be part of that rule.
     *
     * @return what is there when it is parsed, to be closed, while OPA goes on compiling; fails with a {@link ConfigurationException}
     *     if the Rego cannot be parsed, or the data are wrong
     */
    public CompletableFuture<RegoSession> open(PolicySources sources) {
        return toolchain
                .open(sources.workspaceWithTests(), sources.tests().keySet())
                .exceptionally(thrown -> {
                    throw thrown instanceof RegoException wrong
                            ? sources.errors().refusal(wrong)
                            : new CompletionException(thrown);
                });
    }

    /**
     * The rules that {@link #compile} would compile, for OPA to evaluate them as they are.
     *
     * @param session what {@link #open} opened for these sources
     * @throws ConfigurationException if the rules are not what rules must be; whether they compile is told by {@link #await}
     */
    public InterpretedPolicies interpret(PolicySources sources, RegoSession session) {
        List<RegoModule> rules = session.modules().stream()
                .filter(module -> !sources.tests().containsKey(module.file()))
                .toList();
        try {
            var bundle = new PolicyBundle(
                    List.of(), session.data(), catalog(sources, rules, session.data()), sources.profiles());
            return new InterpretedPolicies(sources, bundle, session);
        } catch (RegoException e) {
            await(sources, session);
            throw sources.errors().refusal(e);
        }
    }

    /**
     * Waits until OPA has compiled what {@link #open} opened.
     *
     * @throws ConfigurationException if the Rego does not compile
     */
    public static void await(PolicySources sources, RegoSession session) {
        try {
            session.await();
        } catch (RegoException e) {
            throw sources.errors().refusal(e);
        }
    }

    private static RuleCatalog catalog(PolicySources sources, List<RegoModule> modules, JsonNode data)
            throws RegoException {
        RuleCatalog catalog = RuleCatalog.of(modules);
        var wrong = new ArrayList<>(sources.errors().takenNames(data));
        wrong.addAll(ParameterDefaults.problems(catalog.rules(), sources.own()));
        wrong.addAll(new References(sources, catalog).problems(modules));
        if (!wrong.isEmpty()) {
            throw new RegoException(wrong);
        }
        return catalog;
    }

    /**
     * Policies as OPA compiled them.
     *
     * @param bundle the Wasm and the data
     * @param catalog what the rules say of themselves
     */
    public record CompiledPolicies(Bundle bundle, RuleCatalog catalog) {}
}
