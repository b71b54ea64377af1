package dev.modelspec.webhook.tls;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.finding.GovernanceException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/** Certificates and private keys as PEM. No message here has anything of what was read. */
final class Pem {
    private Pem() {}

    /**
     * All certificates of a text, in order; other blocks are passed over.
     *
     * @param where the file or Secret, for messages
     * @throws ConfigurationException if there is none, or a damaged one
     */
    static List<X509Certificate> certificates(String text, String where) {
        var certificates = new ArrayList<X509Certificate>();
        for (Object block : blocks(text, where)) {
            if (block instanceof X509CertificateHolder holder) {
                certificates.add(certificate(holder, where));
            }
        }
        if (certificates.isEmpty()) {
            throw wrong(where, "it has no certificate (-----BEGIN CERTIFICATE-----)");
        }
        return List.copyOf(certificates);
    }

    /**
     * The first private key of a text: PKCS #8, PKCS #1 or SEC 1.
     *
     * @throws ConfigurationException if there is none, or an encrypted or damaged one
     */
    static PrivateKey privateKey(String text, String where) {
        for (Object block : blocks(text, where)) {
            if (block instanceof PrivateKeyInfo info) {
                return privateKey(info, where);
            }
            if (block instanceof PEMKeyPair pair) {
                return privateKey(pair.getPrivateKeyInfo(), where);
            }
            if (block instanceof PEMEncryptedKeyPair || block instanceof PKCS8EncryptedPrivateKeyInfo) {
                throw wrong(where, "its key is encrypted; decrypt it with: openssl pkey -in KEY -out DECRYPTED");
            }
        }
        throw wrong(where, "it has no private key (-----BEGIN PRIVATE KEY-----)");
    }

    /** What {@link #certificates} reads. */
    static String text(List<X509Certificate> certificates) {
        var text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            try {
                text.append(block("CERTIFICATE", certificate.getEncoded()));
            } catch (CertificateEncodingException e) {
                throw new GovernanceException("A certificate cannot be written as PEM: " + e.getMessage(), e);
            }
        }
        return text.toString();
    }

    /** What {@link #privateKey} reads, as PKCS #8. */
    static String text(PrivateKey key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    private static List<Object> blocks(String text, String where) {
        var blocks = new ArrayList<>();
        // No resource is behind a reader of a string.
        var parser = new PEMParser(new StringReader(text));
        try {
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                blocks.add(block);
            }
        } catch (IOException | RuntimeException e) {
            throw wrong(where, "block " + (blocks.size() + 1) + " of its PEM is damaged or of an unknown kind");
        }
        return blocks;
    }

    private static X509Certificate certificate(X509CertificateHolder holder, String where) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
        } catch (IOException | CertificateException e) {
            throw wrong(where, "its certificate is damaged: " + e.getMessage());
        }
    }

    private static PrivateKey privateKey(PrivateKeyInfo info, String where) {
        try {
            return new JcaPEMKeyConverter().getPrivateKey(info);
        } catch (PEMException e) {
            throw wrong(where, "its private key is damaged or of an unknown kind; RSA and EC are known");
        }
    }

    private static String block(String type, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }

    static ConfigurationException wrong(String where, String why) {
        return new ConfigurationException(where + " cannot be used: " + why, List.of());
    }
}
