package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.engine.policy.PolicySources;
import dev.modelspec.engine.source.IoMessages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Loads policies from wherever they are, and uses none that are not what they must be. */
public final class PolicyLoader {
    private final CustomPolicies compiler;
    private final @Nullable Path cache;
    private final Clock clock;
    private final Consumer<String> warnings;
    private final Function<@Nullable SSLContext, BundleDownload> downloads;

    /**
     * A loader.
     *
     * @param cache a folder that keeps what was compiled and fetched; null for none
     * @param clock tells whether a signature has expired
     * @param warnings is told what a person should know although the policies can be used
     */
    public PolicyLoader(CustomPolicies compiler, @Nullable Path cache, Clock clock, Consumer<String> warnings) {
        this(compiler, cache, clock, warnings, BundleDownload::new);
    }

    PolicyLoader(
            CustomPolicies compiler,
            @Nullable Path cache,
            Clock clock,
            Consumer<String> warnings,
            Function<@Nullable SSLContext, BundleDownload> downloads) {
        this.compiler = compiler;
        this.cache = cache;
        this.clock = clock;
        this.warnings = warnings;
        this.downloads = downloads;
    }

    /**
     * The policies, ready for use.
     *
     * @throws ConfigurationException if there are none, they are wrong, or not what they must be
     */
    public PolicyBundle load(PolicyOrigin origin) {
        return loadWithRego(origin).policies();
    }

    /** As {@link #load}, with the text that the policies were made of. */
    public LoadedPolicies loadWithRego(PolicyOrigin origin) {
        if (!origin.isUrl() && Files.isDirectory(path(origin.place()))) {
            if (origin.verification() != null || origin.digest() != null) {
                throw new ConfigurationException(
                        "The policies in " + origin.place()
                                + " are refused: a folder is not signed and has no digest, and"
                                + " one of them is asked for; make a bundle of it with: modelspec bundle build",
                        List.of());
            }
            PolicySources sources = PolicySources.read(path(origin.place()));
            return new LoadedPolicies(compiler.compile(sources), sources::rego, compiling(sources));
        }
        BundleArchive bundle = open(origin);
        byte[] wasm = BundledPolicies.wasmOf(bundle);
        return new LoadedPolicies(
                ready(bundle),
                () -> BundledPolicies.rego(bundle),
                wasm == null ? compiling(PolicySources.of(bundle.origin(), bundle.files())) : ready -> wasm);
    }

    private static Function<CustomPolicies, byte[]> compiling(PolicySources sources) {
        return with -> with.compileAfresh(sources).bundle().wasm();
    }

    /**
     * The policies of a bundle that was opened, ready for use.
     *
     * @throws ConfigurationException if they are wrong
     */
    public PolicyBundle ready(BundleArchive bundle) {
        return new BundledPolicies(compiler, cache).read(bundle);
    }

    /**
     * The bundle, verified, without making it ready for use.
     *
     * @throws ConfigurationException if there is none, it is damaged, or not what it must be
     */
    public BundleArchive open(PolicyOrigin origin) {
        return origin.isUrl() ? fetch(origin) : verified(origin, content(origin.place()));
    }

    private BundleArchive fetch(PolicyOrigin origin) {
        if (origin.verification() == null && origin.digest() == null) {
            throw Refusal.of(
                    origin.place(),
                    "what comes over the network must be verified; say --verification-key FILE, or --digest sha256:…");
        }
        var kept = new DownloadCache(cache == null ? null : cache.resolve("downloads"));
        DownloadCache.Kept last = kept.get(origin.place());
        if (last != null && Digests.sha256(last.content()).equals(origin.digest())) {
            // There is no other bundle with this digest: no need to ask.
            return verified(origin, last.content());
        }
        SSLContext trust = origin.authorities() == null ? null : TrustedCertificates.of(origin.authorities());
        try {
            var answer = downloads.apply(trust).fetch(origin.place(), last == null ? null : last.tag());
            if (answer.content() == null) {
                if (last == null) {
                    throw new BundleDownload.UnavailableException("the server answers with status 304");
                }
                return verified(origin, last.content());
            }
            BundleArchive bundle = verified(origin, answer.content());
            kept.put(origin.place(), answer.content(), answer.tag());
            return bundle;
        } catch (BundleDownload.UnavailableException e) {
            if (last == null) {
                throw new ConfigurationException(
                        "Bundle " + origin.place() + " cannot be fetched: " + e.getMessage(), List.of());
            }
            BundleArchive bundle = lastOne(origin, last.content(), e);
            warnings.accept("Bundle " + origin.place() + " cannot be fetched: " + e.getMessage()
                    + "\nThe last one that was fetched is used, which is verified: " + bundle.digest());
            return bundle;
        }
    }

    private BundleArchive lastOne(PolicyOrigin origin, byte[] content, BundleDownload.UnavailableException why) {
        try {
            return verified(origin, content);
        } catch (ConfigurationException e) {
            throw new ConfigurationException(
                    "Bundle " + origin.place() + " cannot be fetched: " + why.getMessage()
                            + "\nThe last one that was fetched cannot be used either. " + e.getMessage(),
                    List.of());
        }
    }

    private BundleArchive verified(PolicyOrigin origin, byte[] content) {
        String digest = Digests.sha256(content);
        if (origin.digest() != null && !origin.digest().equals(digest)) {
            throw Refusal.of(origin.place(), "its digest is " + digest + "; wanted is " + origin.digest());
        }
        BundleArchive bundle = BundleArchive.read(origin.place(), content);
        if (origin.verification() != null) {
            new BundleVerifier(origin.verification(), clock).verify(bundle);
        }
        return bundle;
    }

    private static Path path(String place) {
        try {
            return Path.of(place);
        } catch (InvalidPathException e) {
            throw new ConfigurationException(
                    "The policies in " + place + " cannot be used: " + e.getMessage(), List.of());
        }
    }

    private static byte[] content(String place) {
        Path file = path(place);
        if (!Files.isRegularFile(file)) {
            throw new ConfigurationException(
                    "The policies in " + place + " cannot be used: "
                            + (Files.exists(file)
                                    ? "it is not the file of a bundle"
                                    : "there is no such folder, and no such file"),
                    List.of());
        }
        try (var stream = Files.newInputStream(file)) {
            return stream.readNBytes(BundleLimits.DEFAULT.packedBytes() + 1);
        } catch (IOException e) {
            throw new ConfigurationException(
                    "Bundle " + place + " cannot be read: " + IoMessages.explain(e), List.of());
        }
    }
}
