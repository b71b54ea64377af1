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
        SignatureAlgorithm chosen = chosen();
        ObjectNode header =
                JsonNodeFactory.instance.objectNode().put("alg", chosen.id()).put("typ", "JWT");
        if (keyId != null) {
            header.put("kid", keyId);
        }
        var files = new TreeMap<>(bundle.files());
        files.remove(BundleSignature.FILE);
        try {
            ObjectNode payload = payload(files, clock.instant().truncatedTo(ChronoUnit.SECONDS));
            ObjectNode signatures = JsonNodeFactory.instance.objectNode();
            signatures.putArray("signatures").add(CompactToken.sign(header, payload, chosen, key));
            files.put(BundleSignature.FILE, BundleJson.MAPPER.writeValueAsBytes(signatures));
            return BundleWriter.write(files);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "Bundle " + bundle.origin() + " cannot be signed: " + e.getMessage(), List.of());
        } catch (GeneralSecurityException e) {
            throw new ConfigurationException(
                    "Bundle " + bundle.origin() + " cannot be signed with this key: " + e.getMessage(), List.of());
        }
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

    private ObjectNode payload(SortedMap<String, byte[]> files, Instant now) {
        ObjectNode payload = JsonNodeFactory.instance.objectNode();
        var list = payload.putArray("files");
        files.forEach((name, content) -> list.addObject()
                .put("name", name)
                .put("hash", FileHash.of(name, content))
                .put("algorithm", "SHA-256"));
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
