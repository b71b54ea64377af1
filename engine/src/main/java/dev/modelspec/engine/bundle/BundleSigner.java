package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Signs bundles as OPA does.
 *
 * @param key the private key
 * @param algorithm its name, such as {@code PS256}; null for the usual one of the key
 * @param keyId the name of the key, for who has to choose the one to verify with; null for none
 * @param scope what the bundle is for; null for nothing
 * @param validity how long the signature holds; null for ever
 */
public record BundleSigner(
        PrivateKey key,
        @Nullable String algorithm,
        @Nullable String keyId,
        @Nullable String scope,
        @Nullable Duration validity) {

    /**
     * The bundle with a signature over all its files, in place of one that it may have.
     *
     * @param clock tells when it is signed
     * @return the bytes of the signed bundle
     * @throws ConfigurationException if the algorithm does not go with the key, or the bundle cannot be signed
     */
    public byte[] sign(BundleArchive bundle, Clock clock) {
        var files = new TreeMap<>(bundle.files());
        files.remove(BundleSignature.FILE);
        var hashes = new TreeMap<String, String>();
        try {
            files.forEach((name, content) -> hashes.put(name, FileHash.of(name, content)));
        } catch (IllegalArgumentException e) {
            throw unsigned("Bundle " + bundle.origin(), e);
        }
        ObjectNode signatures = JsonNodeFactory.instance.objectNode();
        signatures.putArray("signatures").add(token("Bundle " + bundle.origin(), hashes, clock));
        files.put(BundleSignature.FILE, BundleJson.MAPPER.writeValueAsBytes(signatures));
        return BundleWriter.write(files);
    }

    /**
     * The token over files.
     *
     * @param what is signed, for messages
     * @param hashes of the files by their names
     */
    String token(String what, SortedMap<String, String> hashes, Clock clock) {
        SignatureAlgorithm chosen = chosen();
        ObjectNode header =
                JsonNodeFactory.instance.objectNode().put("alg", chosen.id()).put("typ", "JWT");
        if (keyId != null) {
            header.put("kid", keyId);
        }
        try {
            ObjectNode payload = payload(hashes, clock.instant().truncatedTo(ChronoUnit.SECONDS));
            return CompactToken.sign(header, payload, chosen, key);
        } catch (GeneralSecurityException e) {
            throw unsigned(what, e);
        }
    }

    private static ConfigurationException unsigned(String what, Exception e) {
        return new ConfigurationException(what + " cannot be signed with this key: " + e.getMessage(), List.of());
    }

    private SignatureAlgorithm chosen() {
        List<SignatureAlgorithm> possible = SignatureAlgorithm.of(key);
        return possible.stream()
                .filter(candidate -> algorithm == null || candidate.id().equals(algorithm))
                .findFirst()
                .orElseThrow(() -> new ConfigurationException(
                        "The signing key is of type " + SignatureAlgorithm.describe(key)
                                + ", with which these algorithms go, and not " + algorithm + ": "
                                + String.join(
                                        ", ",
                                        possible.stream()
                                                .map(SignatureAlgorithm::id)
                                                .toList()),
                        List.of()));
    }

    private ObjectNode payload(SortedMap<String, String> hashes, Instant now) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        var list = payload.putArray("files");
        hashes.forEach((name, hash) ->
                list.addObject().put("name", name).put("hash", hash).put("algorithm", "SHA-256"));
        payload.put("iat", now.getEpochSecond());
        if (validity != null) {
            payload.put("exp", now.plus(validity).getEpochSecond());
        }
        if (keyId != null) {
            payload.put("keyid", keyId);
        }
        return scope == null ? payload : payload.put("scope", scope);
    }
}
