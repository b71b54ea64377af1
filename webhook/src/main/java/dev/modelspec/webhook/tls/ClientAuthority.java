package dev.modelspec.webhook.tls;

import dev.modelspec.engine.finding.ConfigurationException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Mutual TLS: the authorities whose clients are let in, from a PEM file that is read again in each interval until this is closed. */
public final class ClientAuthority implements AutoCloseable {
    private final Path file;
    private final Set<String> names;
    private final Current<Trusted> current;
    private @Nullable Poller poller;

    /** What was read, and what it is. */
    private record Trusted(String text, List<X509Certificate> authorities) {}

    ClientAuthority(Path file, Set<String> names, Clock clock) {
        this.file = file;
        this.names = Set.copyOf(names);
        current = new Current<>("The authority for clients in " + file, clock);
    }

    /**
     * Authorities in a PEM file. A file that later is damaged or without certificates changes nothing.
     *
     * @param names who is let in: the common name, or a DNS name or URI of the subject's alternative names, exactly; whoever
     *     has a certificate, if empty
     * @throws ConfigurationException if the file is of no use now
     */
    public static ClientAuthority fromFile(Path file, Set<String> names, Duration interval, Clock clock) {
        var authority = new ClientAuthority(file, names, clock);
        authority.load();
        authority.poller = new Poller("modelspec-client-authority", authority::poll, () -> interval);
        return authority;
    }

    void poll() {
        try {
            load();
            current.mended();
        } catch (ConfigurationException e) {
            current.failed(String.valueOf(e.getMessage()));
        }
    }

    void load() {
        String text = SmallFile.read(file);
        Trusted old = current.value();
        if (old == null || !old.text().equals(text)) {
            var trusted = new Trusted(text, Pem.certificates(text, file.toString()));
            current.replace(trusted, CertificateInfo.of(endsFirst(trusted)));
        }
    }

    List<X509Certificate> authorities() {
        Trusted trusted = current.value();
        return trusted == null ? List.of() : trusted.authorities();
    }

    Set<String> names() {
        return names;
    }

    /** How it stands; {@code certificate} is null. */
    public CertificateStatus status() {
        Trusted trusted = current.value();
        return current.status(null, trusted == null ? null : CertificateInfo.of(endsFirst(trusted)));
    }

    /** Tells of each later change, on the thread that made it. Who listens must be quick. */
    public void onEvent(Consumer<CertificateEvent> listener) {
        current.onEvent(listener);
    }

    /** Stops to look for changes. Who was let in still is. */
    @Override
    public void close() {
        if (poller != null) {
            poller.close();
        }
    }

    private static X509Certificate endsFirst(Trusted trusted) {
        return trusted.authorities().stream()
                .min(Comparator.comparing(X509Certificate::getNotAfter))
                .orElseThrow();
    }
}
