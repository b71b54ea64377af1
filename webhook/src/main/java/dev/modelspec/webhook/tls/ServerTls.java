package dev.modelspec.webhook.tls;

import java.util.function.Consumer;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS for a server: 1.2 and 1.3, with the certificate and the client authorities that are current when a connection is opened.
 * A change of either closes no connection and needs no new listener, but ends the resumption of sessions from before it.
 */
public final class ServerTls implements AutoCloseable {
    private final ServerCertificate certificate;
    private final @Nullable ClientAuthority clients;
    private final CurrentSslContext context;

    private ServerTls(ServerCertificate certificate, @Nullable ClientAuthority clients) {
        this.certificate = certificate;
        this.clients = clients;
        context = new CurrentSslContext(certificate, clients);
        Consumer<CertificateEvent> renew = event -> {
            if (event instanceof CertificateEvent.Rotated) {
                context.renew();
            }
        };
        certificate.onEvent(renew);
        if (clients != null) {
            clients.onEvent(renew);
        }
        // What changed before we listened.
        context.renew();
    }

    /**
     * TLS with a certificate.
     *
     * @param clients who may call; null if anybody may
     */
    public static ServerTls of(ServerCertificate certificate, @Nullable ClientAuthority clients) {
        return new ServerTls(certificate, clients);
    }

    /**
     * What Jetty's {@code SslConnectionFactory} needs; each call makes another. Give the connector {@code new
     * SecureRequestCustomizer(false)}: by default Jetty refuses who calls by an IP address, as API servers may.
     */
    public SslContextFactory.Server contextFactory() {
        var factory = new SslContextFactory.Server();
        factory.setSslContext(context.asSslContext());
        factory.setIncludeProtocols(TlsPolicy.protocols());
        factory.setExcludeProtocols();
        factory.setIncludeCipherSuites(TlsPolicy.cipherSuites());
        factory.setExcludeCipherSuites();
        factory.setRenegotiationAllowed(false);
        factory.setNeedClientAuth(clients != null);
        return factory;
    }

    /** Writes to the log who was refused and why. It is for {@code connector.addBean}, once for each connector. */
    public SslHandshakeListener handshakeLog() {
        return new HandshakeLog(System::nanoTime);
    }

    /** Closes the certificate and the authority for clients. */
    @Override
    public void close() {
        certificate.close();
        if (clients != null) {
            clients.close();
        }
    }
}
