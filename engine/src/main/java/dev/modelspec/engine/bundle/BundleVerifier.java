package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a bundle is what somebody signed with a key, all of it and nothing more, as OPA does. Stricter than OPA in two things:
 * a signature is refused outside of its time, and so is one that names another key than the one asked for.
 */
public final class BundleVerifier {
    /** Clocks differ by this much, and no more, between who signs and who verifies. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final Verification wanted;
    private final Clock clock;

    /** A verifier that asks a clock whether a signature has expired. */
    public BundleVerifier(Verification wanted, Clock clock) {
        this.wanted = wanted;
        this.clock = clock;
    }

    /**
     * What the signature says, which is true.
     *
     * @throws ConfigurationException if the bundle is not signed, or not so, or was changed since
     */
    public BundleSignature verify(BundleArchive bundle) {
        try {
            CompactToken token = BundleSignature.token(bundle);
            if (token == null) {
                throw new IllegalArgumentException("it is not signed, and a verification key is configured");
            }
            BundleSignature signature = verified(token);
            verifyFiles(bundle, signature);
            return signature;
        } catch (IllegalArgumentException e) {
            throw Refusal.of(bundle.origin(), String.valueOf(e.getMessage()));
        }
    }

    /** What a token says, if it is by the key; else an {@link IllegalArgumentException} with the rest of a sentence. */
    BundleSignature verified(CompactToken token) {
        verifyToken(token);
        BundleSignature signature = BundleSignature.of(token);
        verifyClaims(signature);
        return signature;
    }

    /** Before anything that the token says is believed. The key decides which algorithms there are to choose from. */
    private void verifyToken(CompactToken token) {
        String id = token.header().path("alg").asString("");
        var algorithm = SignatureAlgorithm.of(wanted.key()).stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("its signature is by the algorithm `" + id
                        + "`, which does not go with the verification key, of type "
                        + SignatureAlgorithm.describe(wanted.key())));
        if (token.header().has("crit") || token.header().has("b64")) {
            throw new IllegalArgumentException("its signature uses an extension of tokens that is not known here");
        }
        if (!token.isSignedBy(wanted.key(), algorithm)) {
            throw new IllegalArgumentException(
                    "its signature is wrong: it was made with another key, or changed since");
        }
    }

    private void verifyClaims(BundleSignature signature) {
        if (wanted.keyId() != null && !wanted.keyId().equals(signature.keyId())) {
            throw new IllegalArgumentException(
                    "its signature names " + named("key", signature.keyId()) + "; wanted is `" + wanted.keyId() + "`");
        }
        if (!Objects.equals(wanted.scope(), signature.scope())) {
            throw new IllegalArgumentException(
                    "its signature names " + named("scope", signature.scope()) + "; wanted is "
                            + (wanted.scope() == null ? "none: say which with --scope" : "`" + wanted.scope() + "`"));
        }
        verifyTime(signature, clock.instant());
    }

    private static void verifyTime(BundleSignature signature, Instant now) {
        Instant issued = signature.issued();
        if (issued != null && issued.isAfter(now.plus(SKEW))) {
            throw new IllegalArgumentException("its signature says that it was made at " + issued
                    + ", which is yet to come: is the clock right, here and where it was signed?");
        }
        Instant begins = signature.begins();
        if (begins != null && begins.isAfter(now.plus(SKEW))) {
            throw new IllegalArgumentException("its signature does not count before " + begins);
        }
        Instant expires = signature.expires();
        if (expires != null && !now.isBefore(expires)) {
            throw new IllegalArgumentException(
                    "its signature expired at " + expires + "; get a newer bundle, or have this one signed again");
        }
    }

    private static String named(String what, @Nullable String name) {
        return name == null ? "no " + what : "the " + what + " `" + name + "`";
    }

    private static void verifyFiles(BundleArchive bundle, BundleSignature signature) {
        var listed = new TreeMap<>(signature.files());
        bundle.files().forEach((name, content) -> {
            if (name.equals(BundleSignature.FILE)) {
                return;
            }
            String hash = listed.remove(name);
            if (hash == null) {
                throw new IllegalArgumentException("its " + name + " is not in its signature");
            }
            if (!hash.equalsIgnoreCase(FileHash.of(name, content))) {
                throw new IllegalArgumentException("its " + name + " was changed after it was signed");
            }
        });
        if (!listed.isEmpty()) {
            throw new IllegalArgumentException(
                    "its signature is over " + String.join(", ", listed.keySet()) + ", which is missing");
        }
    }
}
