package dev.modelspec.testcluster;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** A certificate authority for tests, in a folder of its own. The JDK's keytool makes its certificates, in about a second each. */
public final class CertificateAuthority {
    private static final String PASSWORD = "changeit";
    private static final String SELF = "authority";

    private final Path folder;
    private final Path store;
    private int issued;

    /**
     * Makes a new authority.
     *
     * @param folder an empty folder, for its files
     * @param name its common name
     */
    public CertificateAuthority(Path folder, String name) {
        this.folder = folder;
        store = folder.resolve("authority.p12");
        keytool(SELF, "CN=" + name, "-ext", "bc:critical=ca:true", "-ext", "ku:critical=keyCertSign,cRLSign");
        write(
                certificate(),
                pem("CERTIFICATE", load(store -> store.getCertificate(SELF).getEncoded())));
    }

    /** A PEM file with the authority's own certificate: what trusts all that it issues. */
    public Path certificate() {
        return folder.resolve("ca.crt");
    }

    /**
     * Issues a certificate, for clients and servers, valid for 90 days.
     *
     * @param subject such as {@code CN=alice,O=developers}
     * @param names alternative names as keytool writes them, such as {@code DNS:localhost} or {@code IP:127.0.0.1}
     */
    public synchronized Identity issue(String subject, String... names) {
        String alias = "issued-" + issued++;
        var extensions = new ArrayList<>(List.of("-signer", SELF, "-ext", "eku=serverAuth,clientAuth"));
        if (names.length > 0) {
            extensions.addAll(List.of("-ext", "SAN=" + String.join(",", names)));
        }
        keytool(alias, subject, extensions.toArray(String[]::new));
        Path certificate = folder.resolve(alias + ".crt");
        Path key = folder.resolve(alias + ".key");
        write(
                certificate,
                pem("CERTIFICATE", load(store -> store.getCertificate(alias).getEncoded())));
        write(
                key,
                pem(
                        "PRIVATE KEY",
                        load(store ->
                                store.getKey(alias, PASSWORD.toCharArray()).getEncoded())));
        return new Identity(certificate, key);
    }

    /** PEM files: a certificate, and its private key (PKCS 8). */
    public record Identity(Path certificate, Path privateKey) {}

    private void keytool(String alias, String subject, String... extensions) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-groupname", "secp256r1", "-alias", alias));
        command.addAll(List.of("-dname", subject, "-validity", "90", "-startdate", "-1H"));
        command.addAll(List.of("-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", PASSWORD));
        command.addAll(List.of(extensions));
        CommandResult.of(command, folder, Map.of(), "").stdoutOrThrow();
    }

    private byte[] load(FromStore part) {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return part.of(keys);
        } catch (IOException | GeneralSecurityException e) {
            throw new TestClusterException(store + ": " + e.getMessage(), e);
        }
    }

    private interface FromStore {
        byte[] of(KeyStore store) throws GeneralSecurityException;
    }

    static String pem(String type, byte[] content) {
        String base64 = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new TestClusterException(file + ": " + e.getMessage(), e);
        }
    }
}
