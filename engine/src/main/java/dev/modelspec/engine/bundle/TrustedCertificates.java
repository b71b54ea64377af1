package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.engine.source.IoMessages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Authorities that an organisation runs itself. */
final class TrustedCertificates {
    private static final int MAX_BYTES = 1 << 24;

    private TrustedCertificates() {}

    /**
     * Trust in the certificates of a PEM file, and in no others.
     *
     * @throws ConfigurationException if the file cannot be read or has no certificates
     */
    static SSLContext of(Path file) {
        try (var stream = Files.newInputStream(file)) {
            byte[] content = stream.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw wrong(file, "it is too large for certificates");
            }
            var certificates = certificates(file, content);
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw wrong(file, Files.isDirectory(file) ? "it is a folder" : IoMessages.explain(e));
        } catch (GeneralSecurityException e) {
            throw wrong(file, String.valueOf(e.getMessage()));
        }
    }

    private static Collection<? extends Certificate> certificates(Path file, byte[] content) {
        try {
            var certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(content));
            if (!certificates.isEmpty()) {
                return certificates;
            }
        } catch (CertificateException e) {
            throw wrong(file, "it has something else than certificates; give those of the authorities as PEM");
        }
        throw wrong(file, "it has no certificates; give those of the authorities as PEM");
    }

    private static ConfigurationException wrong(Path file, String why) {
        return new ConfigurationException("The certificates in " + file + " cannot be used: " + why, List.of());
    }
}
