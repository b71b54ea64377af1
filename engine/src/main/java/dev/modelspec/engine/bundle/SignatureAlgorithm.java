package dev.modelspec.engine.bundle;

import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.interfaces.RSAKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.List;

/**
 * How a bundle is signed: the asymmetric algorithms of <a href="https://www.rfc-editor.org/rfc/rfc7518#section-3">RFC 7518</a> and
 * <a href="https://www.rfc-editor.org/rfc/rfc8037#section-3.1">RFC 8037</a>, all of which OPA has. Each goes with one type of key,
 * so that a key is never taken for one of another kind; a secret shared by who signs and who verifies (HS256) is no signature, and
 * neither is {@code none}.
 */
enum SignatureAlgorithm {
    RS256("SHA256withRSA", KeyType.RSA, 0),
    RS384("SHA384withRSA", KeyType.RSA, 0),
    RS512("SHA512withRSA", KeyType.RSA, 0),
    PS256("SHA-256", KeyType.RSA, 32),
    PS384("SHA-384", KeyType.RSA, 48),
    PS512("SHA-512", KeyType.RSA, 64),
    ES256("SHA256withECDSAinP1363Format", KeyType.P_256, 0),
    ES384("SHA384withECDSAinP1363Format", KeyType.P_384, 0),
    ES512("SHA512withECDSAinP1363Format", KeyType.P_521, 0),
    EDDSA("Ed25519", KeyType.ED_25519, 0);

    /** Kinds of keys, as messages name them. */
    private enum KeyType {
        RSA("RSA", "RSA"),
        P_256("EC P-256", "secp256r1"),
        P_384("EC P-384", "secp384r1"),
        P_521("EC P-521", "secp521r1"),
        ED_25519("Ed25519", "Ed25519"),
        OTHER("unknown", "");

        private final String title;

        /** What the JDK calls it. */
        private final String jca;

        KeyType(String title, String jca) {
            this.title = title;
            this.jca = jca;
        }

        static KeyType of(Key key) {
            if (key instanceof RSAKey) {
                return RSA;
            }
            if (key instanceof ECKey ec) {
                return ofCurve(ec.getParams());
            }
            return key instanceof EdECKey ed && ed.getParams().getName().equals("Ed25519") ? ED_25519 : OTHER;
        }

        /** There are other curves with keys as long. */
        private static KeyType ofCurve(ECParameterSpec curve) {
            for (KeyType type : List.of(P_256, P_384, P_521)) {
                try {
                    var named = AlgorithmParameters.getInstance("EC");
                    named.init(new ECGenParameterSpec(type.jca));
                    if (named.getParameterSpec(ECParameterSpec.class).getCurve().equals(curve.getCurve())) {
                        return type;
                    }
                } catch (GeneralSecurityException notInThisJdk) {
                    // Then no key of it can be used.
                }
            }
            return OTHER;
        }
    }

    private static final int MIN_RSA_BITS = 2048;

    private final String jca;
    private final KeyType key;
    private final int saltBytes;

    SignatureAlgorithm(String jca, KeyType key, int saltBytes) {
        this.jca = jca;
        this.key = key;
        this.saltBytes = saltBytes;
    }

    /** The name as a token and OPA have it. */
    String id() {
        return this == EDDSA ? "EdDSA" : name();
    }

    /** The algorithms that a key can be used with, the usual one first. */
    static List<SignatureAlgorithm> of(Key key) {
        KeyType type = KeyType.of(key);
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.key == type)
                .toList();
    }

    /** What kind of key it is, such as {@code EC P-256}. */
    static String describe(Key key) {
        return KeyType.of(key).title;
    }

    /** Whether a key is of a kind that is known, and long enough. */
    static boolean isUsable(Key key) {
        return KeyType.of(key) != KeyType.OTHER
                && !(key instanceof RSAKey rsa && rsa.getModulus().bitLength() < MIN_RSA_BITS);
    }

    /** The JDK's implementation. */
    Signature signature() throws GeneralSecurityException {
        if (saltBytes == 0) {
            return Signature.getInstance(jca);
        }
        var signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec(
                jca, "MGF1", new MGF1ParameterSpec(jca), saltBytes, PSSParameterSpec.TRAILER_FIELD_BC));
        return signature;
    }
}
