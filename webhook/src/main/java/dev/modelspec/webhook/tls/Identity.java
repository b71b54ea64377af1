package dev.modelspec.webhook.tls;

import dev.modelspec.engine.finding.ConfigurationException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A certificate and the private key that belongs to it.
 *
 * @param chain the certificate first, then what leads to its authority
 */
record Identity(List<X509Certificate> chain, PrivateKey key) {
    private static final int LEAST_RSA_BITS = 2048;
    private static final int LEAST_EC_BITS = 256;

    Identity {
        chain = List.copyOf(chain);
    }

    /**
     * Reads both from PEM.
     *
     * @param where the file or Secret of the certificate, for messages
     * @throws ConfigurationException if they are not what they must be, or not a pair
     */
    static Identity ofPem(String certificates, String where, String key, String whereKey) {
        var identity = new Identity(Pem.certificates(certificates, where), Pem.privateKey(key, whereKey));
        PublicKey publicKey = identity.certificate().getPublicKey();
        String algorithm;
        if (publicKey instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= LEAST_RSA_BITS) {
            algorithm = "SHA256withRSA";
        } else if (publicKey instanceof ECPublicKey ec
                && ec.getParams().getOrder().bitLength() >= LEAST_EC_BITS) {
            algorithm = "SHA256withECDSA";
        } else {
            throw Pem.wrong(where, "its key must be RSA of 2048 bits or more, or EC on P-256, P-384 or P-521");
        }
        if (!identity.isPair(algorithm)) {
            throw Pem.wrong(
                    where,
                    "its first certificate, " + identity.name() + ", does not belong to the private key in " + whereKey
                            + "; write both from one issue, the server's certificate before those of authorities");
        }
        return identity;
    }

    X509Certificate certificate() {
        return chain.get(0);
    }

    String name() {
        return certificate().getSubjectX500Principal().getName();
    }

    Instant notAfter() {
        return certificate().getNotAfter().toInstant();
    }

    boolean isValid(Instant now) {
        return isValid(certificate(), now);
    }

    /** @throws ConfigurationException if its time is over or has not begun */
    void requireValid(Instant now, String where) {
        Instant notBefore = certificate().getNotBefore().toInstant();
        if (now.isAfter(notAfter())) {
            throw Pem.wrong(where, "the certificate of " + name() + " expired at " + notAfter() + "; renew it");
        }
        if (now.isBefore(notBefore)) {
            throw Pem.wrong(
                    where,
                    "the certificate of " + name() + " is not valid before " + notBefore
                            + "; compare the clocks of this machine and of its issuer");
        }
    }

    /** Two thirds of its life are over: there is time left to try again for a long while. */
    boolean isDue(Instant now) {
        Instant notBefore = certificate().getNotBefore().toInstant();
        return !now.isBefore(notBefore.plus(
                Duration.between(notBefore, notAfter()).dividedBy(3).multipliedBy(2)));
    }

    /** Whether this is the authority that issued the certificate. */
    boolean issued(X509Certificate other) {
        return issued(certificate(), other);
    }

    static boolean issued(X509Certificate authority, X509Certificate other) {
        if (!authority.getSubjectX500Principal().equals(other.getIssuerX500Principal())) {
            return false;
        }
        try {
            other.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static boolean isValid(X509Certificate certificate, Instant now) {
        return !now.isBefore(certificate.getNotBefore().toInstant())
                && !now.isAfter(certificate.getNotAfter().toInstant());
    }

    private boolean isPair(String algorithm) {
        byte[] sample = new byte[32];
        new SecureRandom().nextBytes(sample);
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(sample);
            byte[] signature = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            // Of the key alone: with the certificate it would also ask for a key usage that authorities do not have.
            verifier.initVerify(certificate().getPublicKey());
            verifier.update(sample);
            return verifier.verify(signature);
        } catch (GeneralSecurityException ofAnotherKind) {
            return false;
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return name();
    }
}
