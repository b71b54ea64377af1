package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Fetches a bundle over HTTPS, within limits of size and time and, when it is sent elsewhere, of place. */
final class BundleDownload {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MAX_REDIRECTS = 5;
    private static final int NOT_MODIFIED = 304;
    private static final int OK = 200;

    /**
     * What a server answered.
     *
     * @param content the bundle; null if it is still the one with the tag that was sent along
     * @param tag names this version of it; null if the server has no such names
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(byte @Nullable [] content, @Nullable String tag) {}

    /** The server could not be reached or did not do its part, which may be otherwise next time. The message is a rest of a sentence. */
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
                    return answer(response);
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
        } catch (IOException e) {
            throw new UnavailableException("the server cannot be reached: " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    private Answer answer(HttpResponse<byte[]> response) throws UnavailableException {
        String tag = response.headers().firstValue("ETag").orElse(null);
        return switch (response.statusCode()) {
            case OK -> new Answer(response.body(), tag);
            case NOT_MODIFIED -> new Answer(null, tag);
            default -> throw new UnavailableException("the server answers with status " + response.statusCode());
        };
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
        String location = response.headers().firstValue("Location").orElse("");
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
