package dev.modelspec.engine.policy.wasm;

import com.dylibso.chicory.runtime.CompiledModule;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.rego.Declarations;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.SortedSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A compiled policy, from which any number of instances can be made that share its code. Immutable.
 *
 * <p>{@code OpaPolicy} of opa-java-wasm compiles the Wasm to JVM classes once for each instance; see ADR 2.
 */
public final class PolicyModule {
    /** Far more than rules take that somebody wrote. */
    private static final Duration COMPILATION = Duration.ofSeconds(30);

    private final Supplier<WasmModule> module;
    private final Function<Instance, Machine> machineFactory;
    private final Supplier<byte[]> wasm;
    private final AtomicReference<@Nullable Prepared<PolicyInstance>> first = new AtomicReference<>();

    private PolicyModule(
            Supplier<WasmModule> module, Function<Instance, Machine> machineFactory, Supplier<byte[]> wasm) {
        this.module = module;
        this.machineFactory = machineFactory;
        this.wasm = wasm;
    }

    /**
     * Compiles {@code policy.wasm}, made by whomever, to JVM classes now, which takes some tenths of a second.
     *
     * @param classes a file that keeps the classes, or has them already; null to keep them in memory only
     * @throws IllegalArgumentException if that takes much longer, or the Wasm has code that could not be ended
     */
    public static PolicyModule compile(byte[] wasm, @Nullable Path classes) {
        return new Prepared<>(
                        "policy-compiler",
                        () -> compile(
                                wasm,
                                classes,
                                Parser::parse,
                                (module, functions) -> Interpreted.requireInterruptible(wasm, module, functions)))
                .get(COMPILATION)
                .orElseThrow(() -> new IllegalArgumentException(
                        "it takes longer than " + COMPILATION.toSeconds() + " s to be compiled"));
    }

    /**
     * As above, of Wasm that OPA made here, which is well-formed unless somebody damaged it since.
     *
     * @throws IllegalArgumentException if it is no Wasm
     */
    public static PolicyModule compileOurs(byte[] wasm, @Nullable Path classes) {
        try {
            var parser = Parser.builder().withValidation(false).build();
            return compile(
                    wasm,
                    classes,
                    bytes -> parser.parse(() -> new ByteArrayInputStream(bytes)),
                    (module, functions) -> {});
        } catch (ChicoryException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("not what OPA made: " + e.getMessage(), e);
        }
    }

    private static PolicyModule compile(
            byte[] wasm,
            @Nullable Path classes,
            Function<byte[], WasmModule> parser,
            BiConsumer<WasmModule, Set<Integer>> interpreting) {
        CompiledClasses kept = classes == null ? null : CompiledClasses.read(classes);
        CompiledClasses compiled = kept == null ? CompiledClasses.compile(wasm, parser, interpreting, classes) : kept;
        WasmModule module = compiled.areInterpreted() ? parser.apply(wasm) : Declarations.read(wasm);
        return new PolicyModule(() -> module, compiled, () -> wasm);
    }

    /**
     * A module that the build turned into JVM classes.
     *
     * @param compiled the generated class
     * @param declarations what the build left of the Wasm beside it, which was validated then
     * @param wasm supplies the bytes it was made from, which are read only to explain a fault
     */
    public static PolicyModule of(CompiledModule compiled, byte[] declarations, Supplier<byte[]> wasm) {
        var declared = new Prepared<>("policy-module", () -> Declarations.read(declarations));
        var module = new PolicyModule(declared::get, compiled.machineFactory(), wasm);
        module.first.set(new Prepared<>("policy-instance", () -> new PolicyInstance(module)));
        return module;
    }

    /**
     * Makes sure of a module that others compiled.
     *
     * @throws GovernanceException if it has no such entrypoint, calls builtins that are not offered, or never gets to either
     */
    public void requireEntrypoint(String name) {
        requireEntrypoint(name, Watchdog.START);
    }

    void requireEntrypoint(String name, Duration atMost) {
        try (var watchdog = new Watchdog(atMost)) {
            watchdog.starting(atMost, () -> {
                PolicyInstance instance = newInstance();
                instance.entrypoint(name);
                return instance;
            });
        }
    }

    /** The ids of the rules in it; none if its functions have no names. */
    public SortedSet<String> rules() {
        WasmModule parsed = module.get();
        int functions = parsed.importSection().count(ExternalType.FUNCTION)
                + parsed.functionSection().functionCount();
        return functionNames().rules(functions);
    }

    /** An instance without data. The first is made while its data are still being read. */
    PolicyInstance newInstance() {
        Prepared<PolicyInstance> prepared = first.getAndSet(null);
        return prepared == null ? new PolicyInstance(this) : prepared.get();
    }

    WasmModule module() {
        return module.get();
    }

    Function<Instance, Machine> machineFactory() {
        return machineFactory;
    }

    /** Which Rego the code was in when it threw. */
    FunctionNames functionNames() {
        return FunctionNames.of(wasm.get());
    }
}
