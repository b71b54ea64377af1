package dev.modelspec.engine.bundle;

import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle must be signed with to be used.
 *
 * @param key the public key
 * @param keyId the name that the signature must give to the key; null for any or none
 * @param scope what the signature must say that the bundle is for; null for nothing
 */
public record Verification(
        PublicKey key, @Nullable String keyId, @Nullable String scope) {}
