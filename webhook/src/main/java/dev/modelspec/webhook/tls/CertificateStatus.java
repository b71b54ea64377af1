package dev.modelspec.webhook.tls;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with a certificate or an authority: for {@code /readyz?verbose} and metrics.
 *
 * @param certificate the one that is shown to clients; null if there is none yet, or if this is the status of an authority for
 *     clients
 * @param authority the one that issued it, if that is known; of several for clients, the one that ends first
 * @param lastReload when what is in use now was taken into use; null if nothing is
 * @param lastError why the last try to read or to renew failed; null if it did not
 */
public record CertificateStatus(
        @Nullable CertificateInfo certificate,
        @Nullable CertificateInfo authority,
        @Nullable Instant lastReload,
        @Nullable String lastError) {}
