package dev.modelspec.cli;

import dev.modelspec.engine.bundle.BundleArchive;
import dev.modelspec.engine.bundle.LoadedPolicies;
import dev.modelspec.engine.bundle.PolicyLoader;
import dev.modelspec.engine.bundle.PolicyOrigin;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.PolicySources;
import dev.modelspec.rego.RegoToolchain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** Loads policies for a command. */
final class Bundles {
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};

    private Bundles() {}

    /** The policies at a place, ready for use. They are compiled for it, unless that was done before. */
    static PolicyBundle load(PolicyOrigin origin, Console console) {
        return loadWithRego(origin, console).policies();
    }

    /** As above, with the text that they were made of. */
    static LoadedPolicies loadWithRego(PolicyOrigin origin, Console console) {
        try (RegoToolchain toolchain = new RegoToolchain(() -> sayThatItTakesAWhile(console))) {
            return loader(toolchain, console).loadWithRego(origin);
        }
    }

    private static void sayThatItTakesAWhile(Console console) {
        if (console.errIsTerminal()) {
            console.err().println("modelspec: compiling the policies, once until they change");
        }
    }

    /** The bundle at a place, verified. */
    static BundleArchive open(PolicyOrigin origin, Console console) {
        try (RegoToolchain toolchain = new RegoToolchain()) {
            return loader(toolchain, console).open(origin);
        }
    }

    /**
     * Makes sure that no other file is written over: what is there is empty, packed by gzip, or no regular file.
     *
     * @throws ConfigurationException if it is something else
     */
    static void requireNothingElse(Path output) throws IOException {
        if (!Files.isRegularFile(output)) {
            return;
        }
        try (var stream = Files.newInputStream(output)) {
            byte[] start = stream.readNBytes(GZIP.length);
            if (start.length > 0 && !Arrays.equals(start, GZIP)) {
                throw new ConfigurationException(
                        output + " is there already, and is no bundle: name another file, or remove it", List.of());
            }
        }
    }

    /** The Rego of the policies at a place. */
    static PolicySources sources(PolicyOrigin origin, Console console) {
        return !origin.isUrl() && Files.isDirectory(Path.of(origin.place()))
                ? PolicySources.read(Path.of(origin.place()))
                : PolicySources.of(origin.place(), open(origin, console).files());
    }

    private static PolicyLoader loader(RegoToolchain toolchain, Console console) {
        Path cache = PolicyCache.folder(console);
        return new PolicyLoader(new CustomPolicies(toolchain, cache), cache, Clock.systemUTC(), warning -> {
            try {
                console.complain(warning);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
