package dev.modelspec.webhook.policies;

import dev.modelspec.engine.bundle.BundleArchive;
import dev.modelspec.engine.bundle.PolicyDigest;
import dev.modelspec.engine.bundle.PolicyLoader;
import dev.modelspec.engine.bundle.PolicyOrigin;
import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.governance.Condition;
import dev.modelspec.engine.governance.Profile;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.engine.policy.PolicyBundle;
import dev.modelspec.rego.RegoToolchain;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Policies as they are at their origin at one moment, not in force yet.
 *
 * @param bundle the rules
 * @param profile what is made of them
 * @param digest of the rules, {@code sha256:…}
 * @param warning why they are not the newest ones; null if they are
 */
record PolicyCandidate(
        PolicyBundle bundle,
        Profile profile,
        String digest,
        @Nullable String warning) {
    /**
     * Reads what is at the origin. Rules that have the digest of the last ones are not compiled again.
     *
     * @throws ConfigurationException if there is nothing that can be used
     */
    static PolicyCandidate read(PolicySettings settings, @Nullable PolicyCandidate last) {
        PolicyOrigin origin = settings.origin();
        if (origin == null) {
            return of(last == null ? PolicyBundle.builtIn() : last.bundle(), settings, PolicyDigest.ofBuiltIn(), null);
        }
        var warning = new StringBuilder();
        try (var toolchain = new RegoToolchain()) {
            var loader = new PolicyLoader(
                    new CustomPolicies(toolchain, settings.cache()),
                    settings.cache(),
                    settings.clock(),
                    warning::append);
            if (!origin.isUrl() && Files.isDirectory(Path.of(origin.place()))) {
                return ofFolder(Path.of(origin.place()), loader, settings, last);
            }
            BundleArchive archive = loader.open(origin);
            PolicyBundle bundle =
                    last != null && last.digest().equals(archive.digest()) ? last.bundle() : loader.ready(archive);
            return of(bundle, settings, archive.digest(), warning.isEmpty() ? null : warning.toString());
        }
    }

    private static PolicyCandidate ofFolder(
            Path folder, PolicyLoader loader, PolicySettings settings, @Nullable PolicyCandidate last) {
        String digest = PolicyDigest.of(folder);
        if (last != null && last.digest().equals(digest)) {
            return of(last.bundle(), settings, digest, null);
        }
        PolicyBundle bundle = loader.load(PolicyOrigin.of(folder.toString()));
        if (!PolicyDigest.of(folder).equals(digest)) {
            throw new ConfigurationException(
                    "The policies in " + folder + " changed while they were read; they are read again soon", List.of());
        }
        return of(bundle, settings, digest, null);
    }

    private static PolicyCandidate of(
            PolicyBundle bundle, PolicySettings settings, String digest, @Nullable String warning) {
        Profile profile = Profile.read(settings.profile(), bundle.catalog(), bundle.profiles());
        if (!settings.namespaceLabels() && needsNamespaceLabels(profile)) {
            throw new ConfigurationException(
                    "Profile " + settings.profile() + " chooses by labels of namespaces, which only the API server"
                            + " knows; leave --no-cluster out",
                    List.of());
        }
        return new PolicyCandidate(bundle, profile, digest, warning);
    }

    private static boolean needsNamespaceLabels(Profile profile) {
        return profile.overrides().stream()
                .flatMap(override -> override.conditions().stream())
                .anyMatch(condition -> condition.place() == Condition.Place.NAMESPACE_LABEL);
    }

    /** Whether it says the same as another. */
    boolean isLike(PolicyCandidate other) {
        return digest.equals(other.digest) && profile.equals(other.profile);
    }
}
