package dev.modelspec.webhook.decisionlog;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends lines to a server as OPA sends its decision logs: {@code POST} of a JSON array, gzipped. Any 2xx is an acknowledgement. 413 is
 * for lines that are too many; all else means that the same lines are sent again later. Redirects are not followed: the token is for
 * this server.
 */
final class HttpSink implements Sink {
    private static final int TOO_LARGE = 413;
    private static final int LONGEST_WAIT_SECONDS = 3600;

    private final URI uri;
    private final Duration timeout;
    private final @Nullable Path token;
    private final HttpConnection connection;

    /**
     * A server that need not be there yet.
     *
     * @throws ConfigurationException if the URL or a file is wrong
     */
    HttpSink(String url, DecisionLogOptions.Connection connection, Duration timeout) {
        this.uri = checked(url);
        this.timeout = timeout;
        this.token = connection.token();
        this.connection = new HttpConnection(connection, timeout);
        try {
            bearer();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "The token of the decision log cannot be used: " + e.getMessage(), List.of());
        }
    }

    static URI checked(String url) {
        try {
            URI uri = new URI(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            boolean plain = scheme.equals("http") && isLoopback(uri.getHost());
            if ((plain || scheme.equals("https")) && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // The URL itself may hold a password, and is not shown.
            throw new ConfigurationException(
                    "The decision log has a URL that cannot be read: " + e.getReason(), List.of());
        }
        throw new ConfigurationException(
                "The decision log needs an HTTPS URL with a host and without a password in it; plain HTTP is for loopback only."
                        + " Give a token by a file",
                List.of());
    }

    private static boolean isLoopback(@Nullable String host) {
        return host != null
                && (host.equalsIgnoreCase("localhost") || host.equals("[::1]") || host.matches("127(\\.\\d{1,3}){3}"));
    }

    @Override
    public void write(List<byte[]> lines) throws IOException {
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(array(lines)));
        String bearer = bearer();
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        HttpResponse<Void> response = send(request.build());
        int status = response.statusCode();
        if (status == TOO_LARGE) {
            throw new TooLargeException(place() + " takes no more at a time: status 413");
        }
        if (status < 200 || status > 299) {
            String message = place() + " answers with status " + status;
            int wait = response.headers()
                    .firstValue("Retry-After")
                    .map(HttpSink::seconds)
                    .orElse(0);
            throw wait > 0 ? new BusyException(message, Duration.ofSeconds(wait)) : new IOException(message);
        }
    }

    /** As a number; a date is rare, and is no harm to pass over. */
    private static int seconds(String text) {
        return text.matches("\\d{1,9}") ? Math.min(LONGEST_WAIT_SECONDS, Integer.parseInt(text)) : 0;
    }

    private HttpResponse<Void> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<Void>> response =
                connection.client().sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            return response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new IOException(place() + " did not answer within " + timeout.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            response.cancel(true);
            throw new IOException("sending to " + place() + " was interrupted", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String detail = cause.getMessage() == null ? "" : ": " + cause.getMessage();
            throw new IOException(
                    place() + " cannot be reached: " + cause.getClass().getSimpleName() + detail, cause);
        }
    }

    /** The server without the path and the query, which may hold a key. */
    private String place() {
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private @Nullable String bearer() throws IOException {
        if (token == null) {
            return null;
        }
        String text;
        try {
            text = Files.readString(token).strip();
        } catch (IOException e) {
            throw new IOException(token + " cannot be read: " + DurableFiles.reason(e), e);
        }
        if (!text.matches("[A-Za-z0-9._~+/-]+=*")) {
            throw new IOException(token + " holds no bearer token (RFC 6750): one word of letters, digits and -._~+/");
        }
        return text;
    }

    private static byte[] array(List<byte[]> lines) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < lines.size(); i++) {
                gzip.write(i == 0 ? '[' : ',');
                gzip.write(lines.get(i));
            }
            gzip.write(']');
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        // The JDK's client ends with its last use.
    }
}
