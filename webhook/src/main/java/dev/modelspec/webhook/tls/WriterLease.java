package dev.modelspec.webhook.tls;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which replica writes. A holder that showed no sign of life for the duration of the lease, by the clock of who looks, loses it:
 * clocks of different machines are never compared. Two may believe in it for a moment; so all that they write is also
 * guarded by its version.
 */
final class WriterLease {
    static final String NAME = "modelspec-webhook-certificates";

    private static final Logger LOG = LoggerFactory.getLogger(WriterLease.class);

    private final KubernetesClient client;
    private final SelfManagedOptions options;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private @Nullable String seenVersion;
    private long seenNanos;
    private @Nullable Lease held;
    private long renewedNanos;

    WriterLease(KubernetesClient client, SelfManagedOptions options, Clock clock, LongSupplier nanoTime) {
        this.client = client;
        this.options = options;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    /** Whether this replica may write; takes or renews the lease where that is right. */
    boolean hold() {
        long now = nanoTime.getAsLong();
        if (held != null && now - renewedNanos < options.leaseDuration().toNanos() / 3) {
            return true;
        }
        boolean before = held != null;
        try {
            held = taken(now);
        } catch (KubernetesClientException e) {
            held = null;
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
            // Another replica was quicker.
        }
        renewedNanos = now;
        if (before != (held != null)) {
            LOG.info("{} {} the certificates", options.identity(), before ? "no longer writes" : "writes");
        }
        return held != null;
    }

    private @Nullable Lease taken(long now) {
        Lease lease =
                client.leases().inNamespace(options.namespace()).withName(NAME).get();
        if (lease == null) {
            Lease created = new LeaseBuilder()
                    .withNewMetadata()
                    .withNamespace(options.namespace())
                    .withName(NAME)
                    .addToLabels("app.kubernetes.io/name", "modelspec-webhook")
                    .endMetadata()
                    .withSpec(spec(null))
                    .build();
            return client.resource(created).create();
        }
        String version = lease.getMetadata().getResourceVersion();
        if (!version.equals(seenVersion)) {
            seenVersion = version;
            seenNanos = now;
        }
        LeaseSpec old = lease.getSpec();
        String holder = old == null ? null : old.getHolderIdentity();
        boolean free = holder == null || holder.isEmpty() || holder.equals(options.identity());
        if (!free && now - seenNanos < options.leaseDuration().toNanos()) {
            return null;
        }
        return client.resource(new LeaseBuilder(lease).withSpec(spec(old)).build())
                .update();
    }

    private LeaseSpec spec(@Nullable LeaseSpec old) {
        ZonedDateTime now = clock.instant().atZone(ZoneOffset.UTC);
        boolean mine = old != null && options.identity().equals(old.getHolderIdentity());
        Integer transitions = old == null ? null : old.getLeaseTransitions();
        return new LeaseSpecBuilder()
                .withHolderIdentity(options.identity())
                .withLeaseDurationSeconds(
                        (int) Math.max(1, options.leaseDuration().toSeconds()))
                .withAcquireTime(mine && old != null ? old.getAcquireTime() : now)
                .withRenewTime(now)
                .withLeaseTransitions(Objects.requireNonNullElse(transitions, 0) + (mine || old == null ? 0 : 1))
                .build();
    }

    /** Lets another replica take it at once. */
    void release() {
        Lease lease = held;
        held = null;
        if (lease == null) {
            return;
        }
        try {
            client.resource(new LeaseBuilder(lease)
                            .editSpec()
                            .withHolderIdentity("")
                            .endSpec()
                            .build())
                    .update();
        } catch (KubernetesClientException e) {
            // It ends by itself.
            LOG.debug("The Lease {} was not released: {}", NAME, e.getMessage());
        }
    }
}
