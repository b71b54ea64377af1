package dev.modelspec.engine.bundle;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells the internet from what is behind our own door. A server that is asked for a bundle must not be able to send whoever asks
 * to a service that only they can reach.
 */
final class NetworkPlaces {
    /** What a name stands for. */
    @FunctionalInterface
    interface Resolver {
        /** All addresses of a host. */
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final Resolver resolver;

    NetworkPlaces(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Whether any address of a host is not on the internet: loopback, private, link-local and the like. */
    boolean isInside(String host) throws IOException {
        return Arrays.stream(resolver.resolve(host)).anyMatch(NetworkPlaces::isInside);
    }

    static boolean isInside(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean local = address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        if (address instanceof Inet6Address) {
            // fc00::/7 are private (RFC 4193); 64:ff9b::/96 and ::/96 hold an IPv4 address.
            boolean translated = (first == 0 && second == 0x64) || (first == 0 && second == 0);
            return local || (first & 0xfe) == 0xfc || translated;
        }
        // What begins with 0 is this network; 100.64.0.0/10 is shared by the customers of a carrier (RFC 6598).
        return local || first == 0 || (first == 100 && (second & 0xc0) == 64) || first >= 240;
    }
}
