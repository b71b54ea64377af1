package dev.modelspec.webhook.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Certificates of all sorts. */
final class TestCertificates {
    /** Long ago, and for long: the JDK verifies by the clock of the machine. */
    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    static final Duration LIFE = Duration.ofDays(20 * 365);

    private static final String ENCRYPTION = "PBEWithSHA1AndDESede";

    private TestCertificates() {}

    static Identity authority() {
        return CertificateMaker.authority("test", NOW, LIFE);
    }

    static Identity server(Identity authority) {
        return CertificateMaker.server(authority, "server", List.of("localhost", "127.0.0.1"), NOW, LIFE);
    }

    static Identity client(Identity authority, String subject, GeneralName... names) {
        return issued(authority, keys("EC", 256), subject, KeyPurposeId.id_kp_clientAuth, names);
    }

    static Identity rsa(Identity authority, int bits) {
        return issued(authority, keys("RSA", bits), "CN=server", KeyPurposeId.id_kp_serverAuth);
    }

    private static Identity issued(
            Identity authority, KeyPair keys, String subject, KeyPurposeId purpose, GeneralName... names) {
        try {
            var builder = new X509v3CertificateBuilder(
                    X500Name.getInstance(
                            authority.certificate().getSubjectX500Principal().getEncoded()),
                    BigInteger.TEN,
                    Date.from(NOW),
                    Date.from(NOW.plus(LIFE)),
                    new X500Name(subject),
                    SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            if (names.length > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
            }
            var certificate = new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(authority.key())));
            return new Identity(List.of(certificate), keys.getPrivate());
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pkcs1(PrivateKey key) throws IOException {
        return pem(
                "RSA PRIVATE KEY",
                PrivateKeyInfo.getInstance(key.getEncoded())
                        .parsePrivateKey()
                        .toASN1Primitive()
                        .getEncoded());
    }

    /** With the parameters before it, as {@code openssl ecparam -genkey} writes it. */
    static String sec1(PrivateKey key) throws IOException {
        ASN1ObjectIdentifier curve = SECObjectIdentifiers.secp256r1;
        var structure = new org.bouncycastle.asn1.sec.ECPrivateKey(256, ((ECPrivateKey) key).getS(), curve);
        return pem("EC PARAMETERS", curve.getEncoded()) + pem("EC PRIVATE KEY", structure.getEncoded());
    }

    static String encrypted(PrivateKey key) throws IOException {
        char[] password = "secret".toCharArray();
        try {
            SecretKey secret = SecretKeyFactory.getInstance(ENCRYPTION).generateSecret(new PBEKeySpec(password));
            Cipher cipher = Cipher.getInstance(ENCRYPTION);
            cipher.init(Cipher.ENCRYPT_MODE, secret);
            var encrypted = new EncryptedPrivateKeyInfo(cipher.getParameters(), cipher.doFinal(key.getEncoded()));
            return pem("ENCRYPTED PRIVATE KEY", encrypted.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String type, byte[] content) throws IOException {
        var text = new StringWriter();
        try (var writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        }
        return text.toString();
    }

    /** tls.crt and tls.key in a folder. */
    static void write(Path folder, Identity identity) throws IOException {
        Files.writeString(folder.resolve("tls.crt"), Pem.text(identity.chain()));
        Files.writeString(folder.resolve("tls.key"), Pem.text(identity.key()));
    }
}
