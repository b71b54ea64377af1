package dev.modelspec.webhook.tls;

import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says which clients were refused. Who may not call can still connect as often as he likes, so that there is at most one line
 * in a while, and the number of those left out.
 */
final class HandshakeLog implements SslHandshakeListener {
    private static final Logger LOG = LoggerFactory.getLogger(HandshakeLog.class);
    private static final long QUIET_NANOS = Duration.ofSeconds(5).toNanos();
    // The JDK's words. In TLS 1.2 and 1.3 alike there is no type of its own for this.
    private static final String NO_CERTIFICATE = "Empty client certificate chain";

    private final LongSupplier nanoTime;
    private boolean written;
    private long lastNanos;
    private int leftOut;

    HandshakeLog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void handshakeFailed(Event event, Throwable failure) {
        EndPoint endPoint = event.getEndPoint();
        failed(String.valueOf(endPoint == null ? null : endPoint.getRemoteSocketAddress()), failure);
    }

    void failed(String peer, Throwable failure) {
        String reason = reason(failure);
        if (reason == null) {
            LOG.debug("The TLS handshake with {} failed: {}", peer, failure.toString());
            return;
        }
        String line = line(peer, reason);
        if (line != null) {
            LOG.warn(line);
        }
    }

    /** What to write; null if there was such a line just now. */
    synchronized @Nullable String line(String peer, String reason) {
        long now = nanoTime.getAsLong();
        if (written && now - lastNanos < QUIET_NANOS) {
            leftOut++;
            return null;
        }
        String others = leftOut == 0 ? "" : " (and " + leftOut + " more since the last such line)";
        written = true;
        lastNanos = now;
        leftOut = 0;
        return "Refused the client " + peer + ": " + reason + others;
    }

    /** Null if the client was not refused by us. */
    static @Nullable String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof CertificateException) {
                return message;
            }
            if (message != null && message.contains(NO_CERTIFICATE)) {
                return "it showed no certificate, and only clients with one may call";
            }
        }
        return null;
    }
}
