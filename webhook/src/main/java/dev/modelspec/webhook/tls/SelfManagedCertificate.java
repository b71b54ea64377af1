package dev.modelspec.webhook.tls;

import dev.modelspec.engine.finding.ConfigurationException;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** See {@link ServerCertificate#selfManaged}. One replica writes the Secrets, and all take into use what is in them. */
final class SelfManagedCertificate extends ServerCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(SelfManagedCertificate.class);
    private static final Duration IMPATIENT = Duration.ofMillis(500);

    private final SelfManagedOptions options;
    private final Clock clock;
    private final WriterLease lease;
    private final CertificateWriter writer;
    private final Secrets secrets;
    private final Current<ServingSecret> current;
    private @Nullable Poller poller;

    SelfManagedCertificate(KubernetesClient client, SelfManagedOptions options, Clock clock, LongSupplier nanoTime) {
        super(clock);
        this.options = options;
        this.clock = clock;
        lease = new WriterLease(client, options, clock, nanoTime);
        writer = new CertificateWriter(client, options, clock);
        secrets = new Secrets(client, options.namespace());
        current = new Current<>("The serving certificate of " + options.identity(), clock);
    }

    void start() {
        // Without a certificate every moment counts.
        poller = new Poller("modelspec-certificates", this::look, () -> {
            Duration interval = options.interval();
            return isReady() || interval.compareTo(IMPATIENT) < 0 ? interval : IMPATIENT;
        });
    }

    /** One look at everything. Only one thread may do this. */
    void look() {
        String problem = problem(this::write);
        String ofReading = problem(this::read);
        if (problem == null) {
            problem = ofReading;
        }
        if (problem == null) {
            current.mended();
        } else {
            current.failed(problem);
        }
    }

    private void write() {
        if (lease.hold()) {
            writer.run();
        }
    }

    private void read() {
        ServingSecret read = ServingSecret.read(secrets.read(ServingSecret.NAME));
        String where = "Secret " + options.namespace() + "/" + ServingSecret.NAME;
        if (read == null) {
            throw Pem.wrong(
                    where,
                    "there is no certificate in it yet; the replica that holds Lease " + WriterLease.NAME
                            + " makes one, see its log if this lasts");
        }
        read.identity().requireValid(clock.instant(), where);
        ServingSecret old = current.value();
        if (!read.equals(old)) {
            boolean another = old == null || !old.identity().equals(read.identity());
            CertificateInfo info = CertificateInfo.of(read.identity().certificate());
            if (another) {
                current.replace(read, info);
            } else {
                current.refine(read);
            }
        }
    }

    private @Nullable String problem(Runnable step) {
        try {
            step.run();
            return null;
        } catch (ConfigurationException e) {
            return String.valueOf(e.getMessage());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                LOG.debug("Another replica wrote meanwhile: {}", e.getMessage());
                return null;
            }
            return "The API server did not do what was asked of it: " + e.getMessage()
                    + "; see docs/webhook-certificates.md for what the webhook must be allowed";
        }
    }

    @Override
    @Nullable
    Identity identity() {
        ServingSecret serving = current.value();
        return serving == null ? null : serving.identity();
    }

    @Override
    public CertificateStatus status() {
        ServingSecret serving = current.value();
        return serving == null
                ? current.status(null, null)
                : current.status(CertificateInfo.of(serving.identity().certificate()), serving.authority());
    }

    @Override
    public void onEvent(Consumer<CertificateEvent> listener) {
        current.onEvent(listener);
    }

    @Override
    public void close() {
        if (poller != null) {
            poller.close();
        }
        lease.release();
    }
}
