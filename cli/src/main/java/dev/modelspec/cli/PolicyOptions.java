package dev.modelspec.cli;

import dev.modelspec.engine.bundle.Digests;
import dev.modelspec.engine.bundle.PemKeys;
import dev.modelspec.engine.bundle.PolicyOrigin;
import dev.modelspec.engine.bundle.Verification;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what policies must be to be used. */
final class PolicyOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--verification-key",
            paramLabel = "FILE",
            description = "Use only a bundle that is signed with the private half of this public key, a PEM file.")
    private @Nullable Path key;

    @Option(names = "--verification-key-id", paramLabel = "ID", description = "What the signature must call the key.")
    private @Nullable String keyId;

    @Option(
            names = "--scope",
            paramLabel = "SCOPE",
            description = "What the signature must say that the bundle is for.")
    private @Nullable String scope;

    @Option(
            names = "--digest",
            paramLabel = "sha256:HEX",
            description = "Use only the bundle with this digest; `modelspec bundle inspect` prints it.")
    private @Nullable String digest;

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "Trust the certificates in this PEM file, and no others, when a bundle is fetched.")
    private @Nullable Path authorities;

    /** Whether anything is asked of policies. */
    boolean given() {
        return key != null || keyId != null || scope != null || digest != null || authorities != null;
    }

    /** Whether a signature is asked for. */
    boolean verifies() {
        return key != null;
    }

    /** Policies at a place of which that is asked. */
    PolicyOrigin at(String place) {
        return at(List.of(place)).get(0);
    }

    /** Policies at several places of which that is asked. */
    List<PolicyOrigin> at(List<String> places) {
        List<PolicyOrigin> origins = places.stream().map(this::origin).toList();
        if (authorities != null && origins.stream().noneMatch(PolicyOrigin::isUrl)) {
            throw wrong("--ca-file is for what is fetched, and " + String.join(" and ", places) + " is not");
        }
        return origins;
    }

    private PolicyOrigin origin(String place) {
        if (key == null && (keyId != null || scope != null)) {
            throw wrong("--verification-key-id and --scope need --verification-key");
        }
        if (digest != null && !Digests.isDigest(digest)) {
            throw wrong("--digest must be sha256: and 64 hexadecimal digits in lower case, not " + digest);
        }
        Verification verification = key == null ? null : new Verification(PemKeys.publicKey(key), keyId, scope);
        return new PolicyOrigin(place, verification, digest, authorities);
    }

    ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
