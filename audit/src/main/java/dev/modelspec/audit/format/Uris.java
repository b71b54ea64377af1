package dev.modelspec.audit.format;

import java.nio.charset.StandardCharsets;

/** Names of sources as URIs. */
final class Uris {
    private static final String UNRESERVED = "-._~/";

    private Uris() {}

    /** A relative path stays relative; an absolute one becomes a {@code file} URI. */
    static String of(String source) {
        String path = source.replace('\\', '/');
        if (path.matches("[A-Za-z]:/.*")) {
            return "file:///" + path.substring(0, 2) + encode(path.substring(2));
        }
        return (path.startsWith("/") ? "file://" : "") + encode(path);
    }

    private static String encode(String path) {
        var uri = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
            if (plain || UNRESERVED.indexOf(b) >= 0) {
                uri.append((char) b);
            } else {
                uri.append('%');
                uri.append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)));
                uri.append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
            }
        }
        return uri.toString();
    }
}
