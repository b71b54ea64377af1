package dev.modelspec.rego;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of several texts, each of which counts with its length, so that neighbours stay apart. */
public final class ContentDigest {
    private static final int ENOUGH_TO_COMPILE = 32 << 10;

    /** Copied: to ask for a new one takes longer. */
    private static final MessageDigest FRESH = fresh();

    private final MessageDigest digest;

    /** Of nothing so far. */
    public ContentDigest() {
        digest = copy();
    }

    private static MessageDigest copy() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException ofAnotherProvider) {
            return fresh();
        }
    }

    private static MessageDigest fresh() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Has Java compile what all digests need, before there is much to add: it is slow until then. */
    static void prepare() {
        new ContentDigest().add(new byte[ENOUGH_TO_COMPILE]).hex();
    }

    /** Adds a text. */
    public ContentDigest add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds bytes. */
    public ContentDigest add(byte[] bytes) {
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }

    /** What has been added, in 32 bytes; begins again with nothing. */
    public byte[] bytes() {
        return digest.digest();
    }

    /** As {@link #bytes}, in hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(bytes());
    }
}
