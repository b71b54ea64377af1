package dev.modelspec.webhook.tls;

import dev.modelspec.engine.finding.ConfigurationException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** See {@link ServerCertificate#fromFiles}. */
final class CertificateFiles extends ServerCertificate {
    private static final String CERTIFICATE = "tls.crt";
    private static final String KEY = "tls.key";
    private static final String AUTHORITY = "ca.crt";

    private final Path folder;
    private final Clock clock;
    private final Current<Pair> current;
    private @Nullable Poller poller;

    /** What was read, so that it is parsed only once, and what it is. */
    private record Pair(
            String certificateText,
            String keyText,
            Identity identity,
            @Nullable CertificateInfo authority) {}

    CertificateFiles(Path folder, Clock clock) {
        super(clock);
        this.folder = folder;
        this.clock = clock;
        current = new Current<>("The serving certificate in " + folder, clock);
    }

    void start(Duration interval) {
        poller = new Poller("modelspec-certificate-files", this::poll, () -> interval);
    }

    void poll() {
        try {
            load();
            current.mended();
        } catch (ConfigurationException e) {
            current.failed(String.valueOf(e.getMessage()));
        }
    }

    /** @throws ConfigurationException if what is there is of no use; what is in use stays so */
    void load() {
        String certificateText;
        String keyText;
        Path place = SmallFile.currentFolder(folder, CERTIFICATE);
        try {
            certificateText = SmallFile.read(place.resolve(CERTIFICATE));
            keyText = SmallFile.read(place.resolve(KEY));
        } catch (ConfigurationException e) {
            if (place.equals(SmallFile.currentFolder(folder, CERTIFICATE))) {
                throw e;
            }
            // The kubelet has just put another folder in the place of the one that we read.
            place = SmallFile.currentFolder(folder, CERTIFICATE);
            certificateText = SmallFile.read(place.resolve(CERTIFICATE));
            keyText = SmallFile.read(place.resolve(KEY));
        }
        Pair old = current.value();
        if (old != null
                && old.certificateText().equals(certificateText)
                && old.keyText().equals(keyText)) {
            return;
        }
        Path shown = folder.resolve(CERTIFICATE);
        Identity identity = Identity.ofPem(
                certificateText, shown.toString(), keyText, folder.resolve(KEY).toString());
        Instant now = clock.instant();
        identity.requireValid(now, shown.toString());
        var pair = new Pair(certificateText, keyText, identity, authority(place, identity));
        current.replace(pair, CertificateInfo.of(identity.certificate()));
    }

    /** Of no use to the server: a damaged file is no reason to refuse a good certificate. */
    private static @Nullable CertificateInfo authority(Path place, Identity identity) {
        List<X509Certificate> known;
        try {
            known = Pem.certificates(SmallFile.read(place.resolve(AUTHORITY)), AUTHORITY);
        } catch (ConfigurationException e) {
            return null;
        }
        return known.stream()
                .filter(authority -> Identity.issued(
                        authority, identity.chain().get(identity.chain().size() - 1)))
                .findFirst()
                .map(CertificateInfo::of)
                .orElse(null);
    }

    @Override
    @Nullable
    Identity identity() {
        Pair pair = current.value();
        return pair == null ? null : pair.identity();
    }

    @Override
    public CertificateStatus status() {
        Pair pair = current.value();
        return pair == null
                ? current.status(null, null)
                : current.status(CertificateInfo.of(pair.identity().certificate()), pair.authority());
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
    }
}
