package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What the signature of a bundle says, whether it is true or not; {@link BundleVerifier} tells that.
 *
 * @param algorithm such as {@code RS256}
 * @param keyId the name of the key; null if it says none
 * @param scope what the bundle is for; null if it says none
 * @param issued when it was signed; null if it does not say
 * @param begins when it begins to count; null if at once
 * @param expires when it ends; null if it does not
 * @param files SHA-256 in hexadecimal digits by the name of the file
 */
public record BundleSignature(
        String algorithm,
        @Nullable String keyId,
        @Nullable String scope,
        @Nullable Instant issued,
        @Nullable Instant begins,
        @Nullable Instant expires,
        SortedMap<String, String> files) {
    /** The file of a bundle that holds its signature. */
    static final String FILE = ".signatures.json";

    public BundleSignature {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /**
     * Reads the signature of a bundle without verifying it; null if it has none.
     *
     * @throws ConfigurationException if what is there is no signature
     */
    public static @Nullable BundleSignature claimedBy(BundleArchive bundle) {
        try {
            CompactToken token = token(bundle);
            return token == null ? null : of(token);
        } catch (IllegalArgumentException e) {
            throw Refusal.of(bundle.origin(), String.valueOf(e.getMessage()));
        }
    }

    static @Nullable CompactToken token(BundleArchive bundle) {
        byte[] text = bundle.files().get(FILE);
        if (text == null) {
            return null;
        }
        JsonNode signatures = BundleJson.read("its " + FILE, text).path("signatures");
        if (signatures.size() != 1 || !signatures.path(0).isString()) {
            throw new IllegalArgumentException(
                    "its " + FILE + " must have one signature, as a text in a list `signatures`");
        }
        return CompactToken.parse(signatures.path(0).stringValue());
    }

    static BundleSignature of(CompactToken token) {
        JsonNode payload = token.payload();
        String keyId = text(token.header(), "kid");
        return new BundleSignature(
                token.header().path("alg").asString(""),
                keyId == null ? text(payload, "keyid") : keyId,
                text(payload, "scope"),
                time(payload.path("iat"), "iat"),
                time(payload.path("nbf"), "nbf"),
                time(payload.path("exp"), "exp"),
                files(payload.path("files")));
    }

    private static SortedMap<String, String> files(JsonNode list) {
        var files = new TreeMap<String, String>();
        for (JsonNode file : list) {
            String name = file.path("name").asString("");
            String algorithm = file.path("algorithm").asString("");
            if (!algorithm.equals("SHA-256")) {
                throw new IllegalArgumentException("its signature has a hash of " + name + " by `" + algorithm
                        + "`; only SHA-256 is known here, which is what OPA uses");
            }
            if (files.put(name, file.path("hash").asString("")) != null) {
                throw new IllegalArgumentException("its signature lists " + name + " twice");
            }
        }
        return files;
    }

    private static @Nullable String text(JsonNode claims, String name) {
        JsonNode claim = claims.path(name);
        if (!claim.isMissingNode() && !claim.isString()) {
            throw new IllegalArgumentException("its signature has a claim `" + name + "` that is no text");
        }
        return claim.asString("").isEmpty() ? null : claim.stringValue();
    }

    private static @Nullable Instant time(JsonNode seconds, String claim) {
        if (seconds.isMissingNode() || seconds.isNull()) {
            return null;
        }
        if (!seconds.isNumber()) {
            throw new IllegalArgumentException("its signature has a claim `" + claim + "` that is no time");
        }
        try {
            BigDecimal value = seconds.decimalValue();
            // More digits than a long has become anything.
            return Instant.ofEpochSecond(
                    (long) value.precision() - value.scale() > 18 ? Long.MAX_VALUE : value.longValue());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its signature has a claim `" + claim + "` that is no time", e);
        }
    }
}
