package dev.modelspec.webhook.tls;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * What may be told of a certificate.
 *
 * @param subject its distinguished name, as RFC 2253 writes it
 * @param serialNumber in lower-case hexadecimal
 * @param notBefore from when it is valid
 * @param notAfter until when it is valid
 */
public record CertificateInfo(String subject, String serialNumber, Instant notBefore, Instant notAfter) {
    static CertificateInfo of(X509Certificate certificate) {
        return new CertificateInfo(
                certificate.getSubjectX500Principal().getName(),
                certificate.getSerialNumber().toString(16),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }
}
