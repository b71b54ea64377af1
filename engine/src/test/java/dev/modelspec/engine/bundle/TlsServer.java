package dev.modelspec.engine.bundle;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server of bundles on loopback, with a certificate of its own making. */
final class TlsServer implements AutoCloseable {
    /** What is done with a request. */
    interface Handler {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, Handler> handlers = new ConcurrentHashMap<>();
    private final Path certificate;

    /** The paths that were asked for, in order. */
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    TlsServer(Path folder) throws Exception {
        certificate = folder.resolve("server.pem");
        if (!Files.exists(certificate)) {
            Keys.certificate(folder, "server", "-ext", "SAN=DNS:localhost,IP:127.0.0.1");
        }
        KeyStore keys = Keys.store(folder, "server");
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, Keys.PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            requests.add(path);
            try (exchange) {
                handlers.getOrDefault(path, absent -> absent.sendResponseHeaders(404, -1))
                        .answer(exchange);
            }
        });
        server.start();
    }

    /** A PEM file with what to trust. */
    Path certificate() {
        return certificate;
    }

    void on(String path, Handler handler) {
        handlers.put(path, handler);
    }

    /** Serves content, and says so when the client has it. */
    void serve(String path, byte[] content) {
        String tag = "\"" + Digests.sha256(content) + "\"";
        on(path, exchange -> {
            exchange.getResponseHeaders().set("ETag", tag);
            if (tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                requests.add("not modified");
                exchange.sendResponseHeaders(304, -1);
                return;
            }
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        });
    }

    void redirect(String path, String location) {
        on(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    String url(String path) {
        return "https://localhost:" + port() + path;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
