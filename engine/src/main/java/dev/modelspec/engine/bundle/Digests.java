package dev.modelspec.engine.bundle;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Digests of bundles, as people write them: {@code sha256:<64 hexadecimal digits>}. */
public final class Digests {
    private static final String PREFIX = "sha256:";
    private static final Pattern DIGEST = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    private Digests() {}

    /** The digest of bytes. */
    public static String sha256(byte[] bytes) {
        return toString(algorithm().digest(bytes));
    }

    static String toString(byte[] digest) {
        return PREFIX + HexFormat.of().formatHex(digest);
    }

    /** Whether a text is a digest. */
    public static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    static MessageDigest algorithm() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
