package dev.modelspec.webhook.tls;

import dev.modelspec.engine.finding.GovernanceException;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * An SSL context that is replaced as a whole with each change. Certificate and client authorities are thus of one moment for
 * each connection, and neither the session cache nor the key of the session tickets outlives them: a session cannot be resumed
 * with what was replaced.
 */
final class CurrentSslContext extends SSLContextSpi {
    private static final int SESSION_SECONDS = 3600;

    private final ServerCertificate certificate;
    private final @Nullable ClientAuthority clients;
    private volatile SSLContext current;

    CurrentSslContext(ServerCertificate certificate, @Nullable ClientAuthority clients) {
        this.certificate = certificate;
        this.clients = clients;
        current = make();
    }

    SSLContext asSslContext() {
        return new SSLContext(this, current.getProvider(), "TLS") {};
    }

    synchronized void renew() {
        current = make();
    }

    private SSLContext make() {
        try {
            SSLContext made = SSLContext.getInstance("TLS");
            made.init(
                    new KeyManager[] {new OneKeyManager(certificate.identity())},
                    new TrustManager[] {
                        clients == null
                                ? NoClients.INSTANCE
                                : ClientTrustManager.of(clients.authorities(), clients.names())
                    },
                    null);
            made.getServerSessionContext().setSessionTimeout(SESSION_SECONDS);
            return made;
        } catch (GeneralSecurityException e) {
            throw new GovernanceException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private SSLEngine configured(SSLEngine engine) {
        engine.setUseClientMode(false);
        engine.setSSLParameters(engineGetDefaultSSLParameters());
        return engine;
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return configured(current.createSSLEngine());
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return configured(current.createSSLEngine(host, port));
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        var parameters = new SSLParameters(TlsPolicy.cipherSuites(), TlsPolicy.protocols());
        parameters.setUseCipherSuitesOrder(true);
        parameters.setNeedClientAuth(clients != null);
        return parameters;
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        return engineGetDefaultSSLParameters();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return current.getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return current.getClientSessionContext();
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random)
            throws KeyManagementException {
        throw new KeyManagementException("This context is made and renewed by itself");
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        throw new UnsupportedOperationException("A server's context has no client sockets");
    }

    /** A server socket would keep the context that it was made with. */
    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        throw new UnsupportedOperationException("Only engines see a change");
    }
}
