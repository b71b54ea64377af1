package dev.modelspec.engine.policy;

import dev.modelspec.engine.policy.wasm.PolicyModule;
import dev.modelspec.rego.Bundle;
import dev.modelspec.rego.CacheFile;
import dev.modelspec.rego.ContentDigest;
import dev.modelspec.rego.JsonText;
import dev.modelspec.rego.RuleCatalog;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a compiled bundle under the digest of all that it was compiled from. A cache that cannot be read or written costs time,
 * never a verdict.
 */
final class BundleCache {
    private static final String CLASSES = "classes";

    private final Path folder;

    private BundleCache(Path folder) {
        this.folder = folder;
    }

    /** The cache of what is compiled from sources, and from the built-in rules that they refer to. */
    static BundleCache of(PolicySources sources, Path cache) {
        ContentDigest digest = program();
        for (var files : List.of(sources.own(), sources.data())) {
            digest.add(files.size() + " files");
            files.forEach((path, text) -> digest.add(path).add(text));
        }
        return new BundleCache(cache.resolve(digest.hex()));
    }

    /** What is compiled by one release is not used by another: its classes call those of the built-in rules. */
    private static ContentDigest program() {
        return new ContentDigest()
                .add(BundleCache.class.getPackage().getImplementationVersion() + "\n")
                .add(PolicyBundle.builtInIdentity());
    }

    /** The file that keeps the classes of Wasm which was compiled elsewhere; null if it cannot be made. */
    static @Nullable Path classesOf(byte[] wasm, Path cache) {
        try {
            Path folder = cache.resolve(program().add(wasm).hex());
            return Files.createDirectories(folder).resolve(CLASSES);
        } catch (IOException unwritable) {
            return null;
        }
    }

    /** What was stored; null if nothing was, or it cannot be read. */
    @Nullable
    PolicyBundle load() {
        try {
            return new PolicyBundle(
                    PolicyModule.compileOurs(read("policy.wasm"), folder.resolve(CLASSES)),
                    JsonText.read(read("data.json")),
                    RuleCatalog.fromJson(JsonText.read(read("catalog.json"))));
        } catch (IOException | IllegalArgumentException absentOrBroken) {
            return null;
        }
    }

    private byte[] read(String file) throws IOException {
        return CacheFile.unseal(owner(file), Files.readAllBytes(folder.resolve(file)));
    }

    /** The folder is named after all that its files come from. */
    private String owner(String file) {
        return folder.getFileName() + "/" + file;
    }

    /** Stores a bundle in place of what could not be loaded, in one step for whoever looks at the same time, and answers it ready for use. */
    PolicyBundle store(Bundle bundle, RuleCatalog catalog) {
        Path classes = null;
        // Files.createTempDirectory would ask for better chance, and wait for it.
        Path draft =
                folder.resolveSibling("draft-" + ThreadLocalRandom.current().nextLong());
        try {
            Files.createDirectories(draft);
            write(draft, "policy.wasm", bundle.wasm());
            write(draft, "data.json", JsonText.write(bundle.data()));
            write(draft, "catalog.json", JsonText.write(catalog.toJson()));
            delete(folder);
            Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            classes = folder.resolve(CLASSES);
        } catch (IOException unwritable) {
            // Somebody else was faster, or there is no room: this run has its bundle all the same.
            delete(draft);
        }
        return new PolicyBundle(PolicyModule.compileOurs(bundle.wasm(), classes), bundle.data(), catalog);
    }

    private void write(Path draft, String file, byte[] content) throws IOException {
        Files.write(draft.resolve(file), CacheFile.seal(owner(file), content));
    }

    private static void delete(Path folder) {
        File[] files = folder.toFile().listFiles();
        for (File file : files == null ? new File[0] : files) {
            file.delete();
        }
        folder.toFile().delete();
    }
}
