package dev.modelspec.webhook.tls;

import dev.modelspec.engine.finding.ConfigurationException;
import io.fabric8.kubernetes.api.model.Secret;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The serving certificate as it is written down in a Secret, in cert-manager's layout.
 *
 * @param authorities what is in {@code ca.crt}
 */
record ServingSecret(Identity identity, List<X509Certificate> authorities) {
    static final String NAME = "modelspec-webhook-tls";

    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";
    private static final String AUTHORITY = "ca.crt";

    ServingSecret {
        authorities = List.copyOf(authorities);
    }

    /**
     * Null if there is nothing in it.
     *
     * @throws ConfigurationException if what is in it is of no use
     */
    static @Nullable ServingSecret read(@Nullable Secret secret) {
        if (secret == null) {
            return null;
        }
        Map<String, String> texts = SecretText.of(secret);
        String certificate = texts.get(CERTIFICATE);
        String key = texts.get(KEY);
        if (certificate == null || key == null) {
            return null;
        }
        String where = SecretText.name(secret) + ", key ";
        String authority = texts.get(AUTHORITY);
        return new ServingSecret(
                Identity.ofPem(certificate, where + CERTIFICATE, key, where + KEY),
                authority == null ? List.of() : Pem.certificates(authority, where + AUTHORITY));
    }

    Map<String, String> texts() {
        return Map.of(
                CERTIFICATE, Pem.text(identity.chain()),
                KEY, Pem.text(identity.key()),
                AUTHORITY, Pem.text(authorities));
    }

    @Nullable
    CertificateInfo authority() {
        return authorities.stream()
                .filter(authority -> Identity.issued(authority, identity.certificate()))
                .findFirst()
                .map(CertificateInfo::of)
                .orElse(null);
    }
}
