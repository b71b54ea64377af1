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
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The JVM classes of one module. The compiler of Chicory could keep them by itself, but would load them twice to see whether they
 * are right, and ask for the whole module to find them again, whose code takes far longer to read.
 */
final class CompiledClasses implements Function<Instance, Machine> {
    private static final String MAIN = CompiledClasses.class.getPackageName() + ".Compiled";
    private static final String FUNCTIONS = MAIN + "FuncGroup_";
    private static final String INTERPRETED = "interpreted";

    private final Map<String, byte[]> classes;
    private final boolean interpreted;
    private final Constructor<? extends Machine> constructor;

    /**
     * Classes to be loaded.
     *
     * @param classes by their names
     * @throws ReflectiveOperationException if they are not what the compiler makes, as {@link LinkageError} and
     *     {@link ClassCastException} tell, too
     */
    private CompiledClasses(Map<String, byte[]> classes, boolean interpreted) throws ReflectiveOperationException {
        this.classes = classes;
        this.interpreted = interpreted;
        this.constructor =
                new Loader(classes).loadClass(MAIN).asSubclass(Machine.class).getConstructor(Instance.class);
    }

    /**
     * Compiles a module. Of what it has in common with the built-in policies, only the calls are compiled.
     *
     * @param parser reads the module
     * @throws IllegalArgumentException if it is no Wasm
     */
    static CompiledClasses compile(byte[] wasm, Function<byte[], WasmModule> parser) {
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
        try {
            return new CompiledClasses(classes, !compiled.interpretedFunctions().isEmpty());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("compiled Wasm has no machine", e);
        }
    }

    /** What {@link #writeTo} kept; null if there is nothing, or it cannot be read. */
    static @Nullable CompiledClasses readFrom(Path archive) {
        if (!Files.exists(archive)) {
            return null;
        }
        boolean interpreted = false;
        var classes = new HashMap<String, byte[]>();
        try (var entries = new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(archive)))) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.getName().equals(INTERPRETED)) {
                    interpreted = true;
                } else {
                    classes.put(entry.getName(), entries.readAllBytes());
                }
            }
            return new CompiledClasses(classes, interpreted);
        } catch (IOException | ReflectiveOperationException | LinkageError | ClassCastException damaged) {
            return null;
        }
    }

    /** Keeps them, for others to load; if they cannot be written, the next run compiles again. */
    void writeTo(Path archive) {
        var bytes = new ByteArrayOutputStream();
        try (var entries = new ZipOutputStream(bytes)) {
            entries.setLevel(Deflater.NO_COMPRESSION);
            if (interpreted) {
                entries.putNextEntry(new ZipEntry(INTERPRETED));
            }
            for (var file : classes.entrySet()) {
                entries.putNextEntry(new ZipEntry(file.getKey()));
                entries.write(file.getValue());
            }
            entries.finish();
            CacheFile.write(archive, bytes.toByteArray());
        } catch (IOException unwritable) {
            // As said.
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
            byte[] file = classes.get(name);
            if (file == null) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? defineClass(name, file, 0, file.length) : loaded;
            }
        }
    }
}
