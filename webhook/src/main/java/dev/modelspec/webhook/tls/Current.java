package dev.modelspec.webhook.tls;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is in use now, how it came to be, and who wants to know of changes. One thread changes it, any may read it. */
final class Current<T> {
    private static final Logger LOG = LoggerFactory.getLogger(Current.class);

    private final String what;
    private final Clock clock;
    private final List<Consumer<CertificateEvent>> listeners = new CopyOnWriteArrayList<>();
    private volatile State<T> state = new State<>(null, null, null);

    private record State<T>(
            @Nullable T value,
            @Nullable Instant since,
            @Nullable String error) {}

    /** @param what for the log, such as "The serving certificate" */
    Current(String what, Clock clock) {
        this.what = what;
        this.clock = clock;
    }

    @Nullable
    T value() {
        return state.value();
    }

    CertificateStatus status(@Nullable CertificateInfo certificate, @Nullable CertificateInfo authority) {
        State<T> now = state;
        return new CertificateStatus(certificate, authority, now.since(), now.error());
    }

    void onEvent(Consumer<CertificateEvent> listener) {
        listeners.add(listener);
    }

    /** Takes another value into use. An error stays until {@link #mended}. */
    void replace(T value, CertificateInfo info) {
        state = new State<>(value, clock.instant(), state.error());
        LOG.info(
                "{} is {} (serial number {}), valid until {}",
                what,
                info.subject(),
                info.serialNumber(),
                info.notAfter());
        tell(new CertificateEvent.Rotated(info));
    }

    /** More is known of what is in use: nothing that a client could see. */
    void refine(T value) {
        State<T> old = state;
        state = new State<>(value, old.since(), old.error());
    }

    void failed(String problem) {
        State<T> old = state;
        if (problem.equals(old.error())) {
            return;
        }
        state = new State<>(old.value(), old.since(), problem);
        LOG.warn("{} {}: {}", what, old.value() == null ? "is not there yet" : "stays as it is", problem);
        tell(new CertificateEvent.Failed(problem));
    }

    void mended() {
        State<T> old = state;
        if (old.error() != null) {
            state = new State<>(old.value(), old.since(), null);
            LOG.info("{} is in order again", what);
        }
    }

    private void tell(CertificateEvent event) {
        for (Consumer<CertificateEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                LOG.error("{}: a listener failed on {}", what, event, e);
            }
        }
    }
}
