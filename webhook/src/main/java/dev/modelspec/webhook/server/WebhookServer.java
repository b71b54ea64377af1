package dev.modelspec.webhook.server;

import dev.modelspec.engine.finding.ConfigurationException;
import dev.modelspec.webhook.admission.Admission;
import dev.modelspec.webhook.metrics.WebhookMetrics;
import dev.modelspec.webhook.policies.Policies;
import dev.modelspec.webhook.server.HttpFailure.Reason;
import dev.modelspec.webhook.tls.ServerTls;
import dev.modelspec.webhook.tracing.Tracing;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnector;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The webhook's HTTP server: {@code /validate} over HTTPS; {@code /livez}, {@code /readyz}, {@code /metrics} and {@code /version} there
 * and over plain HTTP, for those who have no certificate.
 */
public final class WebhookServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookServer.class);

    /** The policies recurse over a spec, and each of their calls takes some JVM frames. */
    private static final long STACK_BYTES = 4L << 20;

    private static final int IDLE_MILLIS = 60_000;

    private final ServerSettings settings;
    private final HealthHandlers health;
    private final WebhookMetrics metrics;
    private final Javalin javalin;

    /**
     * A server that listens.
     *
     * @param tls the certificate that it shows, and who may call
     * @param version what {@code /version} answers, in JSON
     * @param checks what {@code /readyz} looks at
     * @param decisions is told each verdict before the API server is; what it throws makes it none
     * @throws ConfigurationException if a port cannot be had
     */
    @SuppressWarnings("ThisEscapedInObjectConstruction")
    public WebhookServer(
            ServerSettings settings,
            ServerTls tls,
            String version,
            Admission admission,
            Policies policies,
            WebhookMetrics metrics,
            Tracing tracing,
            List<HealthCheck> checks,
            DecisionListener decisions) {
        this.settings = settings;
        this.metrics = metrics;
        this.health = new HealthHandlers(checks);
        var review = new ReviewHandler(admission, policies, metrics, tracing, decisions, settings.limits());
        javalin = Javalin.create(config -> {
            configure(config);
            config.jetty.addConnector((server, http) -> https(server, http, tls));
            config.jetty.addConnector((server, http) -> connector(server, "http", settings.httpPort(), http));
            config.routes.post("/validate", review);
            config.routes.get("/livez", health::live);
            config.routes.get("/readyz", health::ready);
            config.routes.get(
                    "/metrics",
                    http -> http.contentType("text/plain; version=0.0.4; charset=utf-8")
                            .result(metrics.scrape()));
            config.routes.get(
                    "/version", http -> http.contentType("application/json").result(version));
            config.routes.exception(HttpFailure.class, this::fail);
            config.routes.exception(RuntimeException.class, (thrown, http) -> fail(HttpFailure.of(thrown), http));
            config.routes.error(404, http -> unserved(http, Reason.NOT_FOUND));
            config.routes.error(405, http -> unserved(http, Reason.METHOD_NOT_ALLOWED));
        });
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new ConfigurationException(
                    "The webhook cannot listen on " + settings.address() + ", ports " + settings.port() + " and "
                            + settings.httpPort() + ": " + rootMessage(e),
                    List.of());
        }
    }

    private static String rootMessage(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = io.javalin.compression.CompressionStrategy.NONE;
        config.jetty.threadPool = threads();
        config.jetty.modifyServer(
                server -> server.setStopTimeout(settings.gracePeriod().toMillis()));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setSendDateHeader(false);
            // A body that nobody wants is not read to its end: the connection is closed.
            http.setMaxUnconsumedRequestContentReads(1);
            http.setIdleTimeout(settings.limits().bodyTime().toMillis());
        });
    }

    private QueuedThreadPool threads() {
        int most = settings.limits().requests() + 20;
        var pool = new QueuedThreadPool(most, 8, IDLE_MILLIS, 1, null, null, task -> {
            var thread = new Thread(null, task, "webhook", STACK_BYTES);
            thread.setDaemon(true);
            return thread;
        });
        pool.setName("webhook");
        return pool;
    }

    private Connector https(Server server, HttpConfiguration http, ServerTls tls) {
        var secure = new HttpConfiguration(http);
        // Which name a client asked for is no matter: an API server may be told an address.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        var handshake = new SslConnectionFactory(tls.contextFactory(), "http/1.1");
        var connector = new ServerConnector(server, 1, 1, handshake, new HttpConnectionFactory(secure));
        connector.addBean(tls.handshakeLog());
        return at(connector, "https", settings.port());
    }

    private Connector connector(Server server, String name, int port, HttpConfiguration http) {
        return at(new ServerConnector(server, 1, 1, new HttpConnectionFactory(http)), name, port);
    }

    private Connector at(ServerConnector connector, String name, int port) {
        connector.setName(name);
        connector.setHost(settings.address());
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setAcceptQueueSize(1024);
        return connector;
    }

    /** The port of HTTPS. */
    public int port() {
        return port("https");
    }

    /** The port of plain HTTP. */
    public int httpPort() {
        return port("http");
    }

    private int port(String name) {
        for (Connector connector : javalin.jettyServer().server().getConnectors()) {
            if (name.equals(connector.getName())) {
                return ((NetworkConnector) connector).getLocalPort();
            }
        }
        throw new IllegalStateException("no connector " + name);
    }

    private void fail(HttpFailure failure, Context http) {
        int code = failure.reason().code();
        metrics.failed(code);
        if (code == 429 || code == 503) {
            http.header("Retry-After", "1");
        }
        if (code == 413 || code == 408 || code == 415 || code == 503) {
            http.header("Connection", "close");
        }
        (code == 500 ? LOG.atError().setCause(failure) : LOG.atWarn())
                .addKeyValue("code", code)
                .addKeyValue("path", http.path())
                .addKeyValue("client", http.ip())
                .log("request refused: {}", failure.getMessage());
        http.status(code).contentType("application/json").result(failure.toJson());
    }

    private void unserved(Context http, Reason reason) {
        if ("application/json".equals(http.res().getContentType())) {
            return;
        }
        String message = reason == Reason.NOT_FOUND
                ? "there is no " + http.path() + "; there are /validate, /livez, /readyz, /metrics and /version"
                : http.path() + " does not take " + http.method();
        byte[] status = new HttpFailure(reason, message).toJson();
        http.contentType("application/json").result(new String(status, StandardCharsets.UTF_8));
    }

    /** Says that it is not ready, goes on until that is known, ends what has begun, and stops. */
    @Override
    public void close() {
        health.stop();
        try {
            Thread.sleep(settings.drainDelay().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        javalin.stop();
    }
}
