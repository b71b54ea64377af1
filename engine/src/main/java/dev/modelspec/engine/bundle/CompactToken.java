package dev.modelspec.engine.bundle;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/**
 * A JSON Web Token in its compact form, <a href="https://www.rfc-editor.org/rfc/rfc7515#section-7.1">RFC 7515</a>, with the JDK's
 * own signatures: what is needed of it is less than a library would bring.
 *
 * @param header the protected header
 * @param payload the claims
 * @param signed the bytes that the signature is over
 * @param signature the signature
 */
@SuppressWarnings("ArrayRecordComponent")
record CompactToken(JsonNode header, JsonNode payload, byte[] signed, byte[] signature) {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** Reads a token. Throws {@link IllegalArgumentException} with the rest of a sentence if it is none. */
    static CompactToken parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("its signature is not a JSON Web Token: it has not three parts");
        }
        JsonNode header = BundleJson.read("the header of its signature", decode(parts[0]));
        JsonNode payload = BundleJson.read("the payload of its signature", decode(parts[1]));
        if (!header.isObject() || !payload.isObject()) {
            throw new IllegalArgumentException("its signature is not a JSON Web Token: it has no object in it");
        }
        return new CompactToken(header, payload, ascii(parts[0] + "." + parts[1]), decode(parts[2]));
    }

    /** Signs claims. */
    static String sign(JsonNode header, JsonNode payload, SignatureAlgorithm algorithm, PrivateKey key)
            throws GeneralSecurityException {
        String signed = ENCODER.encodeToString(BundleJson.MAPPER.writeValueAsBytes(header)) + "."
                + ENCODER.encodeToString(BundleJson.MAPPER.writeValueAsBytes(payload));
        Signature signature = algorithm.signature();
        signature.initSign(key);
        signature.update(ascii(signed));
        return signed + "." + ENCODER.encodeToString(signature.sign());
    }

    /** Whether it was signed with the private half of a key. */
    boolean isSignedBy(PublicKey key, SignatureAlgorithm algorithm) {
        try {
            Signature verifier = algorithm.signature();
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException malformed) {
            return false;
        }
    }

    private static byte[] decode(String part) {
        try {
            return Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("its signature is not a JSON Web Token: it is not base64url", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
