package dev.modelspec.webhook.tls;

import dev.modelspec.engine.finding.ConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the self-managed certificate is for, and how long it lives.
 *
 * @param namespace where the Service, the Secrets and the Lease are
 * @param service the name of the Service
 * @param configuration the name of the ValidatingWebhookConfiguration
 * @param identity who this replica is among all of them, such as the name of its Pod
 * @param clusterDomain such as {@code cluster.local}, for one more name; null for none
 * @param extraNames DNS names or IP addresses besides those of the Service
 * @param authorityLifetime how long an authority lives
 * @param certificateLifetime how long a serving certificate lives, at most a third of its authority's life: so no authority
 *     ends before what it issued
 * @param announcement how long a new authority is in the {@code caBundle} before it issues a certificate in use: all API
 *     servers have seen it by then
 * @param interval how often a replica looks; also how long a {@code caBundle} stays wrong that somebody overwrote
 * @param leaseDuration how long after its last sign of life another replica takes the place of the one that writes
 */
public record SelfManagedOptions(
        String namespace,
        String service,
        String configuration,
        String identity,
        @Nullable String clusterDomain,
        List<String> extraNames,
        Duration authorityLifetime,
        Duration certificateLifetime,
        Duration announcement,
        Duration interval,
        Duration leaseDuration) {
    /** @throws ConfigurationException if the durations do not fit together */
    public SelfManagedOptions {
        extraNames = List.copyOf(extraNames);
        require(!interval.isNegative() && !interval.isZero(), "the interval must be longer than nothing");
        require(
                certificateLifetime.compareTo(interval.multipliedBy(10)) >= 0,
                "the certificate's lifetime must be at least ten intervals");
        require(
                authorityLifetime.compareTo(certificateLifetime.multipliedBy(3)) >= 0,
                "the authority's lifetime must be at least three times the certificate's");
        require(
                leaseDuration.compareTo(interval.multipliedBy(2)) > 0,
                "the duration of the lease must be more than two intervals");
        require(
                announcement.compareTo(leaseDuration) > 0,
                "the announcement of an authority must be longer than the duration of the lease");
    }

    /** Authorities for a year, certificates for 90 days, an announcement of ten minutes, a look every five seconds, a lease of 30. */
    public static SelfManagedOptions of(String namespace, String service, String configuration, String identity) {
        return new SelfManagedOptions(
                namespace,
                service,
                configuration,
                identity,
                null,
                List.of(),
                Duration.ofDays(365),
                Duration.ofDays(90),
                Duration.ofMinutes(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30));
    }

    /** The same for other names. */
    public SelfManagedOptions withNames(@Nullable String clusterDomain, List<String> extraNames) {
        return new SelfManagedOptions(
                namespace,
                service,
                configuration,
                identity,
                clusterDomain,
                extraNames,
                authorityLifetime,
                certificateLifetime,
                announcement,
                interval,
                leaseDuration);
    }

    /** The names that the certificate is for. */
    List<String> names() {
        String inCluster = service + "." + namespace + ".svc";
        var names = new ArrayList<>(List.of(service, service + "." + namespace, inCluster));
        if (clusterDomain != null) {
            names.add(inCluster + "." + clusterDomain);
        }
        names.addAll(extraNames);
        return List.copyOf(names);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ConfigurationException("The self-managed certificate cannot be set up: " + otherwise, List.of());
        }
    }
}
