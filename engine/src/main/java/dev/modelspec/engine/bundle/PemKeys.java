package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.source.IoMessages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys in PEM files, as {@code openssl} writes them. */
public final class PemKeys {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final List<String> FACTORIES = List.of("RSA", "EC", "Ed25519");

    /** What a file with an EC key may have besides it. */
    private static final String PARAMETERS = "EC PARAMETERS";

    private static final int MAX_BYTES = 1 << 16;

    private PemKeys() {}

    /**
     * A private key to sign with, in PKCS #8 ({@code BEGIN PRIVATE KEY}).
     *
     * @throws ConfigurationException if the file has none, or one that is too weak or of an unknown kind
     */
    public static PrivateKey privateKey(Path file) {
        Matcher block = block(file, "signing key");
        String hint = switch (block.group(1)) {
            case "PRIVATE KEY" -> "";
            case "PUBLIC KEY", "CERTIFICATE" -> "it is public, and signing needs the private key";
            case "ENCRYPTED PRIVATE KEY" ->
                "it is encrypted; decrypt it with: openssl pkcs8 -in " + file + " -out decrypted.pem";
            default ->
                "it is in another format than PKCS #8; convert it with: openssl pkcs8 -topk8 -nocrypt -in " + file
                        + " -out converted.pem";
        };
        if (!hint.isEmpty()) {
            throw wrong("signing key", file, hint);
        }
        return (PrivateKey) usable("signing key", file, key(block, "signing key", file, true));
    }

    /**
     * A public key to verify with ({@code BEGIN PUBLIC KEY}), or that of a certificate.
     *
     * @throws ConfigurationException if the file has none, or one that is too weak or of an unknown kind
     */
    public static PublicKey publicKey(Path file) {
        Matcher block = block(file, "verification key");
        return switch (block.group(1)) {
            case "PUBLIC KEY" ->
                (PublicKey) usable("verification key", file, key(block, "verification key", file, false));
            case "CERTIFICATE" -> (PublicKey) usable("verification key", file, certified(block, file));
            case "RSA PUBLIC KEY" ->
                throw wrong(
                        "verification key",
                        file,
                        "it is in another format than X.509; convert it with: openssl rsa -RSAPublicKey_in -in " + file
                                + " -pubout -out public.pem");
            default ->
                throw wrong(
                        "verification key",
                        file,
                        "it is no public key but a " + block.group(1) + "; make one with: openssl pkey -pubout -in "
                                + file + " -out public.pem");
        };
    }

    private static Matcher block(Path file, String what) {
        try {
            byte[] content;
            try (InputStream stream = Files.newInputStream(file)) {
                content = stream.readNBytes(MAX_BYTES + 1);
            }
            if (content.length > MAX_BYTES) {
                throw wrong(what, file, "it is too large for a key");
            }
            String text = new String(content, StandardCharsets.ISO_8859_1);
            long blocks = BLOCK.matcher(text)
                    .results()
                    .filter(block -> !block.group(1).equals(PARAMETERS))
                    .count();
            Matcher block = BLOCK.matcher(text);
            if (!block.find()) {
                throw wrong(what, file, "it is not PEM: it has no line `-----BEGIN …-----`");
            }
            if (blocks > 1) {
                throw wrong(what, file, "it has " + blocks + " keys or certificates, and one is wanted");
            }
            return block;
        } catch (IOException e) {
            throw wrong(what, file, "it cannot be read: " + IoMessages.explain(e));
        }
    }

    private static Key key(Matcher block, String what, Path file, boolean secret) {
        byte[] der = decoded(block, what, file);
        KeySpec spec = secret ? new PKCS8EncodedKeySpec(der) : new X509EncodedKeySpec(der);
        for (String name : FACTORIES) {
            try {
                KeyFactory factory = KeyFactory.getInstance(name);
                return secret ? factory.generatePrivate(spec) : factory.generatePublic(spec);
            } catch (GeneralSecurityException ofAnotherKind) {
                // The next factory may know it.
            }
        }
        throw wrong(what, file, "it is neither an RSA nor an EC nor an Ed25519 key");
    }

    private static Key certified(Matcher block, Path file) {
        try {
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(decoded(block, "verification key", file)));
            certificate.checkValidity();
            return certificate.getPublicKey();
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            throw wrong(
                    "verification key",
                    file,
                    "its certificate does not hold today (" + e.getMessage()
                            + "); if its key is to count all the same, take that out with: openssl x509 -noout -pubkey -in "
                            + file);
        } catch (GeneralSecurityException e) {
            throw wrong("verification key", file, "its certificate is damaged: " + e.getMessage());
        }
    }

    private static byte[] decoded(Matcher block, String what, Path file) {
        try {
            return Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw wrong(what, file, "its base64 is damaged");
        }
    }

    private static Key usable(String what, Path file, Key key) {
        if (!SignatureAlgorithm.isUsable(key)) {
            throw wrong(what, file, "RSA needs 2048 bits or more, EC the curve P-256, P-384 or P-521");
        }
        return key;
    }

    private static ConfigurationException wrong(String what, Path file, String why) {
        return new ConfigurationException("The " + what + " " + file + " cannot be used: " + why, List.of());
    }
}
