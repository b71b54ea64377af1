package dev.modelspec.webhook.server;

import java.time.Duration;

/**
 * Where and within which limits the webhook serves.
 *
 * @param address the address to listen on
 * @param port of HTTPS; 0 for any that is free
 * @param httpPort of plain HTTP, where everything but {@code /validate} is served; 0 for any that is free
 * @param limits what one request, and all together, may take
 * @param gracePeriod how long requests that have begun may take to end when the server stops
 * @param drainDelay how long the server goes on after it has said that it is no longer ready, for those who send requests to hear of
 *     it
 */
public record ServerSettings(
        String address, int port, int httpPort, Limits limits, Duration gracePeriod, Duration drainDelay) {
    /**
     * What requests may take.
     *
     * @param bodyBytes the longest body
     * @param requests how many may be read and judged at the same time; further ones are answered with 429
     * @param bodiesBytes how long all bodies that are being read or judged may be together
     * @param bodyTime how long a body may take to arrive
     * @param timeout what a request has if the API server does not say; its own default is 10 s
     */
    public record Limits(int bodyBytes, int requests, long bodiesBytes, Duration bodyTime, Duration timeout) {
        /** The API server takes objects of 3 MiB at most, and etcd stores half of that: an update has two of these. */
        public static final Limits DEFAULT =
                new Limits(3 << 20, 100, 48L << 20, Duration.ofSeconds(5), Duration.ofSeconds(10));
    }
}
