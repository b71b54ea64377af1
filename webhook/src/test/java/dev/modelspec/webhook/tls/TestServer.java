package dev.modelspec.webhook.tls;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** A Jetty server on loopback that answers everything with {@code ok}, and clients that call it. */
final class TestServer implements AutoCloseable {
    private final Server server;
    private final ServerConnector connector;
    private final ServerTls tls;

    /** @param listeners are told of handshakes */
    TestServer(ServerTls tls, SslHandshakeListener... listeners) {
        this.tls = tls;
        server = new Server(new QueuedThreadPool(8));
        var http = new HttpConfiguration();
        http.addCustomizer(new SecureRequestCustomizer(false));
        connector = new ServerConnector(
                server,
                1,
                1,
                new SslConnectionFactory(tls.contextFactory(), "http/1.1"),
                new HttpConnectionFactory(http));
        connector.setHost("127.0.0.1");
        List.of(listeners).forEach(connector::addBean);
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract.NonBlocking() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                Content.Sink.write(response, true, "ok", callback);
                return true;
            }
        });
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    /** A connection after its handshake. In TLS 1.3 a server refuses a client only afterwards: with the first answer. */
    SSLSocket connect(SSLContext client, String... protocols) throws IOException {
        var socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", port());
        try {
            socket.setSoTimeout(10_000);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            if (protocols.length > 0) {
                socket.setEnabledProtocols(protocols);
            }
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The body of the answer to a request over an open connection. */
    static String ask(SSLSocket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String line = reader.readLine();
        if (line == null) {
            throw new IOException("the server closed the connection");
        }
        while (line != null && !line.isEmpty()) {
            line = reader.readLine();
        }
        return "" + (char) reader.read() + (char) reader.read();
    }

    String ask(SSLContext client, String... protocols) throws IOException {
        try (SSLSocket socket = connect(client, protocols)) {
            return ask(socket);
        }
    }

    static X509Certificate shown(SSLSocket socket) throws IOException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    /** @param identity null for a client without a certificate */
    static SSLContext client(@Nullable Identity identity, List<X509Certificate> trusted) {
        try {
            KeyStore trust = KeyStore.getInstance("PKCS12");
            trust.load(null, null);
            for (X509Certificate authority : trusted) {
                trust.setCertificateEntry("authority-" + trust.size(), authority);
            }
            TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
            trustManagers.init(trust);
            KeyManager[] keys = null;
            if (identity != null) {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry(
                        "client", identity.key(), new char[0], identity.chain().toArray(X509Certificate[]::new));
                // Unlike the default, this one shows its certificate whatever the server accepts.
                KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
                factory.init(store, new char[0]);
                keys = new KeyManager[] {new ShowAlways(factory.getKeyManagers()[0])};
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trustManagers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        tls.close();
    }
}
