package dev.modelspec.engine.policy.wasm;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.internal.ByteClassCollector;
import com.dylibso.chicory.compiler.internal.Compiler;
import com.dylibso.chicory.compiler.internal.CompilerResult;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import dev.modelspec.rego.CacheFile;
import dev.modelspec.rego.WasmFunctions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The JVM classes of one module. The compiler of Chicory could keep them by itself, but would load them twice to see whether they
 * are right, and ask for the whole module to find them again, whose code takes far longer to read.
 */
final class CompiledClasses implements Function<Instance, Machine> {
    private static final String MAIN = CompiledClasses.class.getPackageName() + ".Compiled";
    private static final String FUNCTIONS = MAIN + "FuncGroup_";

    private final boolean interpreted;
    private final Constructor<? extends Machine> constructor;

    /**
     * Classes to be loaded.
     *
     * @param classes by their names; each is taken out when it is loaded
     * @throws ReflectiveOperationException if they are not what the compiler makes, as {@link LinkageError} and
     *     {@link ClassCastException} tell, too
     */
    private CompiledClasses(Map<String, byte[]> classes, boolean interpreted) throws ReflectiveOperationException {
        this.interpreted = interpreted;
        this.constructor =
                new Loader(classes).loadClass(MAIN).asSubclass(Machine.class).getConstructor(Instance.class);
    }

    /**
     * Compiles a module. Of what it has in common with the built-in policies, only the calls are compiled.
     *
     * @param parser reads the module
     * @param interpreting is told of the module, and the numbers of the functions that will be interpreted, and may refuse them
     * @param file keeps the classes, for {@link #read}; if it cannot be written, the next run compiles again. Null to keep none
     * @throws IllegalArgumentException if it is no Wasm
     */
    static CompiledClasses compile(
            byte[] wasm,
            Function<byte[], WasmModule> parser,
            BiConsumer<WasmModule, Set<Integer>> interpreting,
            @Nullable Path file) {
        WasmFunctions functions = WasmFunctions.read(wasm);
        BitSet shared = BuiltInRuntime.sharedWith(wasm, functions);
        WasmModule module = parser.apply(functions.without(shared));
        CompilerResult compiled = Compiler.builder(module)
                .withClassName(MAIN)
                .withInterpreterFallback(InterpreterFallback.SILENT)
                .withClassCollectorFactory(ByteClassCollector::new)
                .build()
                .compile();
        int imported = module.importSection().count(ExternalType.FUNCTION);
        var classes = new HashMap<String, byte[]>();
        compiled.classBytes().forEach((name, bytes) -> {
            byte[] all = name.startsWith(FUNCTIONS)
                    ? BuiltInRuntime.delegate(
                            bytes, function -> function >= imported && shared.get(function - imported))
                    : bytes;
            classes.put(name.replace('/', '.'), all);
        });
        boolean interpreted = !compiled.interpretedFunctions().isEmpty();
        interpreting.accept(module, compiled.interpretedFunctions());
        if (file != null) {
            write(classes, interpreted, file);
        }
        try {
            return new CompiledClasses(classes, interpreted);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("compiled Wasm has no machine", e);
        }
    }

    private static void write(Map<String, byte[]> classes, boolean interpreted, Path file) {
        try {
            var content = new ByteArrayOutputStream();
            var out = new DataOutputStream(content);
            out.writeBoolean(interpreted);
            out.writeInt(classes.size());
            for (var entry : classes.entrySet()) {
                out.writeUTF(entry.getKey());
                out.writeInt(entry.getValue().length);
                out.write(entry.getValue());
            }
            CacheFile.write(file, CacheFile.seal(owner(file), content.toByteArray()));
        } catch (IOException unwritable) {
            // As said.
        }
    }

    /** The folder of a file is named after all that the classes come from. */
    private static String owner(Path file) {
        Path path = file.toAbsolutePath();
        return path.getName(path.getNameCount() - 2).toString();
    }

    /** What {@link #compile} kept; null if there is nothing, or it is damaged. */
    static @Nullable CompiledClasses read(Path file) {
        try {
            byte[] bytes = CacheFile.unseal(owner(file), Files.readAllBytes(file));
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            boolean interpreted = in.readBoolean();
            var classes = new HashMap<String, byte[]>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                byte[] classFile = new byte[in.readInt()];
                in.readFully(classFile);
                classes.put(name, classFile);
            }
            return new CompiledClasses(classes, interpreted);
        } catch (IOException | ReflectiveOperationException | RuntimeException | LinkageError damaged) {
            return null;
        }
    }

    /** Whether some functions are too large for the JVM and left to an interpreter, which needs their code. */
    boolean areInterpreted() {
        return interpreted;
    }

    /** What runs an instance of the module. */
    @Override
    public Machine apply(Instance instance) {
        try {
            return constructor.newInstance(instance);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("compiled Wasm cannot be run", e);
        }
    }

    /** Looks here first: to find out that the class path has no such classes, all of its jars would have to be opened. */
    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(CompiledClasses.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                byte[] file = classes.remove(name);
                return file == null ? super.loadClass(name, resolve) : defineClass(name, file, 0, file.length);
            }
        }
    }
}
