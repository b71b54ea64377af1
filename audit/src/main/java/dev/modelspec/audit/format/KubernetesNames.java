package dev.modelspec.audit.format;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names of objects in a cluster. */
final class KubernetesNames {
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern SUBDOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")*");
    private static final int MAX_SUBDOMAIN = 253;
    private static final int READABLE = 40;
    private static final int DIGEST_BYTES = 8;

    private KubernetesNames() {}

    static boolean isLabel(@Nullable String name) {
        return name != null && LABEL.matcher(name).matches();
    }

    static boolean isSubdomain(@Nullable String name) {
        return name != null
                && name.length() <= MAX_SUBDOMAIN
                && SUBDOMAIN.matcher(name).matches();
    }

    /** A name that reads like the title, and belongs to the identity alone. */
    static String of(String title, String identity) {
        String readable = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        readable = readable.substring(0, Math.min(READABLE, readable.length())).replaceAll("^-|-$", "");
        return "modelspec-" + readable + (readable.isEmpty() ? "" : "-") + digest(identity);
    }

    private static String digest(String identity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
