package dev.modelspec.engine.policy.wasm;

import com.dylibso.chicory.compiler.Cache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** Keeps the JVM classes of one module in one file. */
record ClassesFile(Path path) implements Cache {
    @Override
    public byte @Nullable [] get(String key) throws IOException {
        return Files.exists(path) ? Files.readAllBytes(path) : null;
    }

    @Override
    public void putIfAbsent(String key, byte[] data) throws IOException {
        Path draft = Files.createTempFile(path.toAbsolutePath().getParent(), "classes-", ".draft");
        Files.write(draft, data);
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
    }
}
