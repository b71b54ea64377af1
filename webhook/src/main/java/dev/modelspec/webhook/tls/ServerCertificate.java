package dev.modelspec.webhook.tls;

import dev.modelspec.engine.finding.ConfigurationException;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The certificate that the webhook shows to whoever calls it, kept fresh until it is closed. What is in use stays in use
 * whatever goes wrong with what should follow it; {@link #status} tells.
 */
public abstract sealed class ServerCertificate implements AutoCloseable
        permits CertificateFiles, SelfManagedCertificate {
    private final Clock clock;

    ServerCertificate(Clock clock) {
        this.clock = clock;
    }

    /**
     * A certificate in the files {@code tls.crt} and {@code tls.key} of a folder, as cert-manager's Secrets have them when they
     * are mounted; {@code ca.crt} beside them is only told of. The files are read again in each interval, and taken into use if
     * they have changed, belong together and are valid.
     *
     * @param folder where the files are; if it has a link {@code ..data}, as the kubelet makes it, all are read through that
     * @param interval how long a change may go unseen
     * @throws ConfigurationException if the files are of no use now
     */
    public static ServerCertificate fromFiles(Path folder, Duration interval, Clock clock) {
        var files = new CertificateFiles(folder, clock);
        files.load();
        files.start(interval);
        return files;
    }

    /**
     * A certificate of an authority of our own, both kept in Secrets, and the authority in the {@code caBundle} of the
     * ValidatingWebhookConfiguration. Any number of replicas may do this at once. It returns before there is a certificate, and
     * does not throw when the API server cannot be reached or refuses: {@link #isReady} and {@link #status} tell.
     *
     * @param client stays open when this is closed
     */
    public static ServerCertificate selfManaged(KubernetesClient client, SelfManagedOptions options, Clock clock) {
        var certificate = new SelfManagedCertificate(client, options, clock, System::nanoTime);
        certificate.start();
        return certificate;
    }

    /** Whether there is a certificate, valid now. */
    public final boolean isReady() {
        Identity identity = identity();
        return identity != null && identity.isValid(clock.instant());
    }

    /** What is in use, and the last error. */
    public abstract CertificateStatus status();

    /** Tells of each later change, on the thread that made it. Who listens must be quick. */
    public abstract void onEvent(Consumer<CertificateEvent> listener);

    /** Stops to look for changes. What is in use stays in use. */
    @Override
    public abstract void close();

    abstract @Nullable Identity identity();
}
