package dev.modelspec.webhook.decisionlog;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.modelspec.testcluster.CertificateAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on loopback that takes decisions, or does not. */
final class LogServer implements AutoCloseable {
    /** Says how to answer. */
    interface Answer {
        /** The status; what is given a 2xx counts as taken. */
        int to(HttpExchange exchange, List<String> ids) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private volatile Answer answer = (exchange, ids) -> 204;

    /** The ids that were taken, in order. */
    final List<String> taken = Collections.synchronizedList(new ArrayList<>());

    private LogServer(HttpServer server) {
        this.server = server;
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    static LogServer plain(int port) throws IOException {
        return new LogServer(HttpServer.create(address(port), 0));
    }

    /** A server with a certificate of an authority; it asks its clients for one of the same, if told. */
    static LogServer tls(CertificateAuthority authority, CertificateAuthority.Identity identity, boolean mutual)
            throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(address(0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(authority, identity)) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters asked = getSSLContext().getDefaultSSLParameters();
                asked.setNeedClientAuth(mutual);
                parameters.setSSLParameters(asked);
            }
        });
        return new LogServer(server);
    }

    private static InetSocketAddress address(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static SSLContext context(CertificateAuthority authority, CertificateAuthority.Identity identity)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        String pem = Files.readString(identity.privateKey()).replaceAll("-----[A-Z ]+-----", "");
        var key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
        store.setKeyEntry("server", key, new char[0], new Certificate[] {certificate(identity.certificate())});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", certificate(authority.certificate()));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static Certificate certificate(Path file) throws IOException, GeneralSecurityException {
        try (var stream = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(stream);
        }
    }

    void answer(Answer next) {
        answer = next;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            List<String> ids = ids(exchange);
            int status = answer.to(exchange, ids);
            if (status / 100 == 2) {
                taken.addAll(ids);
            }
            exchange.sendResponseHeaders(status, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> ids(HttpExchange exchange) throws IOException {
        try (var body = new GZIPInputStream(exchange.getRequestBody())) {
            return JsonMapper.shared().readTree(body).values().stream()
                    .map(LogServer::id)
                    .toList();
        }
    }

    private static String id(JsonNode line) {
        return line.path("decision_id").asString();
    }

    /** The value of a header; empty if it is absent. */
    static String header(HttpExchange exchange, String name) {
        @Nullable String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://localhost:" + port() + "/logs";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
