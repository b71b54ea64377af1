package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Fetches a bundle over HTTPS, within limits of size and time and, when it is sent elsewhere, of place. */
final class BundleDownload {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MAX_REDIRECTS = 5;
    private static final int NOT_MODIFIED = 304;
    private static final int OK = 200;
    private static final int MAX_PORT = 65_535;

    /** Those of 400 to 499 that say that the answer will be another soon: Request Timeout, Too Early, Too Many Requests. */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    /**
     * What a server answered.
     *
     * @param content the bundle; null if it is still the one with the tag that was sent along
     * @param tag names this version of it; null if the server has no such names
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(byte @Nullable [] content, @Nullable String tag) {}

    /** The server is away or has a fault, which may be otherwise next time. The message is the rest of a sentence. */
    static final class UnavailableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnavailableException(String message) {
            super(message);
        }
    }

    /**
     * How long things may take.
     *
     * @param connect to find a server
     * @param total with all redirects, until the last byte is here
     */
    record Timeouts(Duration connect, Duration total) {
        static final Timeouts DEFAULT = new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60));
    }

    private final HttpClient client;
    private final Timeouts timeouts;
    private final NetworkPlaces places;
    private final int maxBytes;

    BundleDownload(@Nullable SSLContext trust, Timeouts timeouts, NetworkPlaces.Resolver resolver, int maxBytes) {
        var builder =
                HttpClient.newBuilder().connectTimeout(timeouts.connect()).followRedirects(HttpClient.Redirect.NEVER);
        this.client = (trust == null ? builder : builder.sslContext(trust)).build();
        this.timeouts = timeouts;
        this.places = new NetworkPlaces(resolver);
        this.maxBytes = maxBytes;
    }

    BundleDownload(@Nullable SSLContext trust) {
        this(trust, Timeouts.DEFAULT, InetAddress::getAllByName, BundleLimits.DEFAULT.packedBytes());
    }

    /**
     * Fetches.
     *
     * @param tag of the version that is at hand; null if none is
     * @throws UnavailableException if there is no answer
     * @throws ConfigurationException if the answer is one that is not taken, ever
     */
    Answer fetch(String url, @Nullable String tag) throws UnavailableException {
        URI asked = https(url, url);
        long end = System.nanoTime() + timeouts.total().toNanos();
        try {
            boolean inside = places.isInside(asked.getHost());
            URI next = asked;
            for (int redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
                HttpResponse<byte[]> response = send(next, tag, end);
                if (!REDIRECTS.contains(response.statusCode())) {
                    return answer(url, response);
                }
                next = redirected(url, next, response);
                if (!inside && places.isInside(next.getHost())) {
                    throw Refusal.of(
                            url,
                            "it redirects to " + next + ", which is inside this network; the server it is fetched from"
                                    + " must not send anybody there");
                }
            }
            throw Refusal.of(url, "it redirects more than " + MAX_REDIRECTS + " times");
        } catch (SSLException e) {
            CertificateException untrusted = cause(e, CertificateException.class);
            if (untrusted == null) {
                throw new UnavailableException("it cannot be talked to over TLS: " + e.getMessage());
            }
            throw Refusal.of(
                    url,
                    "the certificate of its server is not trusted: " + untrusted.getMessage()
                            + "; if it is of an authority of your own, say --ca-file FILE with the authority's certificate");
        } catch (ConnectException | HttpConnectTimeoutException | UnknownHostException e) {
            throw new UnavailableException("the server cannot be reached: " + reason(e));
        } catch (IOException e) {
            throw new UnavailableException("the server gave no answer of HTTP: " + reason(e));
        }
    }

    private static <T extends Throwable> @Nullable T cause(Throwable thrown, Class<T> type) {
        Throwable cause = thrown;
        while (cause != null && !type.isInstance(cause)) {
            cause = cause.getCause();
        }
        return type.cast(cause);
    }

    private static String reason(IOException e) {
        String name = e.getClass().getSimpleName();
        return e.getMessage() == null ? name : name + ": " + e.getMessage();
    }

    private Answer answer(String url, HttpResponse<byte[]> response) throws UnavailableException {
        int status = response.statusCode();
        String tag = response.headers().firstValue("ETag").orElse(null);
        if (status == OK) {
            return new Answer(response.body(), tag);
        }
        if (status == NOT_MODIFIED) {
            return new Answer(null, tag);
        }
        if (status >= 400 && status < 500 && !LATER.contains(status)) {
            throw Refusal.of(url, "the server answers with status " + status + ": it does not hand out the bundle");
        }
        throw new UnavailableException("the server answers with status " + status);
    }

    private HttpResponse<byte[]> send(URI uri, @Nullable String tag, long end)
            throws IOException, UnavailableException {
        var request =
                HttpRequest.newBuilder(uri).header("Accept", "application/gzip, application/octet-stream, */*;q=0.1");
        if (tag != null) {
            request.header("If-None-Match", tag);
        }
        CompletableFuture<HttpResponse<byte[]>> response = client.sendAsync(
                request.GET().build(), info -> new LimitedBody(info.statusCode() == OK ? maxBytes : 0));
        try {
            return response.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new UnavailableException(
                    "it did not come within " + timeouts.total().toSeconds() + " s, the limit");
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new UnavailableException("fetching it was interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LimitedBody.TooLongException) {
                throw Refusal.of(uri.toString(), "it is larger than " + maxBytes + " bytes, the limit");
            }
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        }
    }

    private static URI redirected(String url, URI from, HttpResponse<byte[]> response) {
        String location = response.headers()
                .firstValue("Location")
                .orElseThrow(() -> Refusal.of(
                        url,
                        "the server answers with status " + response.statusCode()
                                + ", but does not say where to look"));
        try {
            return https(url, from.resolve(new URI(location)).toString());
        } catch (URISyntaxException e) {
            throw Refusal.of(url, "it redirects to `" + location + "`, which is no URL");
        }
    }

    /** A URL that may be fetched. */
    static URI https(String asked, String url) {
        try {
            URI uri = new URI(url);
            if (uri.getScheme() != null
                    && uri.getScheme().toLowerCase(Locale.ROOT).equals("https")
                    && uri.getHost() != null
                    && uri.getPort() <= MAX_PORT
                    && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw Refusal.of(asked, "it is no URL: " + e.getMessage());
        }
        throw Refusal.of(
                asked,
                (asked.equals(url) ? "it" : "it redirects to " + url + ", which")
                        + " is not an HTTPS URL with a host and without a password in it");
    }
}
