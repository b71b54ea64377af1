package dev.modelspec.webhook.decisionlog;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.IOException;
import java.io.Reader;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.jspecify.annotations.Nullable;

/** An HTTP client with the certificates of some files. It is made anew when one of them has changed. */
final class HttpConnection {
    private static final char[] NO_PASSWORD = new char[0];
    private static final Pattern PKCS8 =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]*)-----END PRIVATE KEY-----");

    private final DecisionLogOptions.Connection files;
    private final Duration timeout;
    private List<String> seen;
    private HttpClient client;

    /**
     * Reads the files.
     *
     * @throws ConfigurationException if one cannot be used
     */
    HttpConnection(DecisionLogOptions.Connection files, Duration timeout) {
        this.files = files;
        this.timeout = timeout;
        if ((files.certificate() == null) != (files.privateKey() == null)) {
            throw new ConfigurationException(
                    "The decision log has a client certificate without its key, or the other way round: give both files",
                    List.of());
        }
        try {
            seen = state();
            client = made();
        } catch (IOException e) {
            throw new ConfigurationException("The decision log cannot be sent: " + e.getMessage(), List.of());
        }
    }

    /** The client of now. While new files are not whole yet, or wrong, this fails and the old ones are not used on. */
    HttpClient client() throws IOException {
        List<String> now = state();
        if (!now.equals(seen)) {
            client = made();
            seen = now;
        }
        return client;
    }

    /** Secrets mounted by Kubernetes change by a symbolic link, which the times of the files behind it show. */
    private List<String> state() throws IOException {
        var state = new ArrayList<String>();
        for (Path file : Arrays.asList(files.authorities(), files.certificate(), files.privateKey())) {
            if (file != null) {
                try {
                    state.add(file.toRealPath() + " " + Files.getLastModifiedTime(file) + " " + Files.size(file));
                } catch (IOException e) {
                    throw new IOException(file + " cannot be read: " + DurableFiles.reason(e), e);
                }
            }
        }
        return state;
    }

    private HttpClient made() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(files.certificate(), files.privateKey()), trust(files.authorities()), null);
            return HttpClient.newBuilder()
                    .connectTimeout(timeout)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .sslContext(context)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IOException("a certificate cannot be used: " + e.getMessage(), e);
        }
    }

    private static TrustManager @Nullable [] trust(@Nullable Path authorities)
            throws IOException, GeneralSecurityException {
        if (authorities == null) {
            return null;
        }
        KeyStore store = emptyStore();
        for (Certificate certificate : certificates(authorities)) {
            store.setCertificateEntry("ca-" + store.size(), certificate);
        }
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(@Nullable Path certificate, @Nullable Path key)
            throws IOException, GeneralSecurityException {
        if (certificate == null || key == null) {
            return null;
        }
        KeyStore store = emptyStore();
        store.setKeyEntry(
                "client",
                privateKey(key),
                NO_PASSWORD,
                certificates(certificate).toArray(Certificate[]::new));
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, NO_PASSWORD);
        return keys.getKeyManagers();
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        try (var stream = Files.newInputStream(file)) {
            var certificates = List.<Certificate>copyOf(
                    CertificateFactory.getInstance("X.509").generateCertificates(stream));
            if (certificates.isEmpty()) {
                throw new IOException(file + " has no certificates in PEM");
            }
            return certificates;
        }
    }

    /** In PKCS #8, or as cert-manager and openssl write it: PKCS #1 for RSA, SEC 1 for EC. */
    private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
        Matcher block = PKCS8.matcher(Files.readString(file));
        if (block.find()) {
            var specification = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(1)));
            for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(specification);
                } catch (GeneralSecurityException ofAnotherKind) {
                    // The next one may know it.
                }
            }
        }
        try (Reader text = Files.newBufferedReader(file);
                PEMParser parser = new PEMParser(text)) {
            if (parser.readObject() instanceof PEMKeyPair pair) {
                return new JcaPEMKeyConverter().getPrivateKey(pair.getPrivateKeyInfo());
            }
        }
        throw new IOException(file + " has no private key in PEM that is RSA, EC or Ed25519 and not encrypted");
    }
}
