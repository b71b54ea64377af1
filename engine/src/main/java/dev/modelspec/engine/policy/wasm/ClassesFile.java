package dev.modelspec.engine.policy.wasm;

import com.dylibso.chicory.compiler.Cache;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import dev.modelspec.rego.CacheFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the JVM classes of one module in a jar. Classes that need the code of the module, too, because a function of it is too large
 * for the JVM and is interpreted, stand in another one beside it.
 *
 * @param path of the jar whose classes are all there is
 */
record ClassesFile(Path path) implements Cache {
    /** What runs a module whose classes are all there is; null if there is none, or it cannot be read. */
    @Nullable
    Function<Instance, Machine> machineFactory() {
        try {
            return Files.exists(path)
                    ? CompiledClasses.read(Files.readAllBytes(path)).machineFactory()
                    : null;
        } catch (IOException damaged) {
            return null;
        }
    }

    @Override
    public byte @Nullable [] get(String key) {
        try {
            return Files.exists(besideCode()) ? Files.readAllBytes(besideCode()) : null;
        } catch (IOException unreadable) {
            return null;
        }
    }

    @Override
    public void putIfAbsent(String key, byte[] jar) {
        try {
            CacheFile.write(CompiledClasses.read(jar).areInterpreted() ? besideCode() : path, jar);
        } catch (IOException unwritable) {
            // The next run compiles again.
        }
    }

    private Path besideCode() {
        return path.resolveSibling("beside-code-" + path.getFileName());
    }
}
