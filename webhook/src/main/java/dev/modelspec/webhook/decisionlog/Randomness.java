package dev.modelspec.webhook.decisionlog;

import java.util.Locale;

/**
 * Tells strings that no person would write, such as keys without a shape of their own, from names, paths and digests.
 *
 * <p>The usual measure is Shannon entropy of the characters; the scanner detect-secrets asks for 4.5 bits a character of Base64 and 3.0
 * of hexadecimal digits. But random Base64 of 32 characters has 4.5 bits on average, so half of it would pass, and names of models
 * have as much. So this asks for less, {@value #BASE64_BITS} bits, and for what names do not have: a piece of at least {@value
 * #LONGEST_WORD} letters and digits that has capitals, small letters and, in the middle, digits, and changes between these at
 * {@value #CHANGES} of its steps (random Base64 does so at 0.65). Slashes end a piece, unless there are {@value #AWS_SECRET_KEY}
 * characters, the length of a secret access key of AWS.
 */
final class Randomness {
    private static final double BASE64_BITS = 4.0;
    private static final double HEX_BITS = 3.0;
    private static final double CHANGES = 0.4;
    private static final int LONGEST_WORD = 20;
    private static final int AWS_SECRET_KEY = 40;
    private static final int SHORTEST_RUN = 24;
    private static final int SHORTEST_HEX = 32;

    private static final int SMALL = 1;
    private static final int CAPITAL = 2;
    private static final int DIGIT = 4;

    private Randomness() {}

    /** Whether a run of {@link #isPart} characters is random, where a digest or a commit is meant to be told from a key by what is before it. */
    static boolean isRandom(String text, int from, int to) {
        int length = to - from;
        if (length < SHORTEST_RUN || saysItIsADigest(text, from, to)) {
            return false;
        }
        if (isHex(text, from, to)) {
            return length >= SHORTEST_HEX && bits(text, from, to) >= HEX_BITS;
        }
        return hasRandomPiece(text, from, to) && bits(text, from, to) >= BASE64_BITS;
    }

    /** What Base64, its form for URLs and hexadecimal numbers are made of. */
    static boolean isPart(char c) {
        return isLetterOrDigit(c) || c == '+' || c == '/' || c == '_' || c == '-' || c == '=';
    }

    private static boolean isLetterOrDigit(char c) {
        return kind(c) != 0;
    }

    /** {@code sha256:…} and {@code name@…} are pinned versions, {@code sha256-…} is an integrity value. */
    private static boolean saysItIsADigest(String text, int from, int to) {
        String before = text.substring(Math.max(0, from - 8), from).toLowerCase(Locale.ROOT);
        String begin = text.substring(from, Math.min(to, from + 8)).toLowerCase(Locale.ROOT);
        return before.endsWith("@")
                || before.endsWith("md5:")
                || before.matches(".*sha\\d{1,3}:")
                || begin.matches("sha\\d{1,3}-.*");
    }

    private static boolean isHex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasRandomPiece(String text, int from, int to) {
        boolean slashes = to - from == AWS_SECRET_KEY;
        for (int start = from; start < to; start++) {
            int end = start;
            while (end < to
                    && (isLetterOrDigit(text.charAt(end)) || (slashes && "/+".indexOf(text.charAt(end)) >= 0))) {
                end++;
            }
            if (end - start >= LONGEST_WORD && isRandomPiece(text, start, end)) {
                return true;
            }
            start = end;
        }
        return false;
    }

    private static boolean isRandomPiece(String text, int from, int to) {
        int kinds = 0;
        int changes = 0;
        int changesAtDigits = 0;
        for (int i = from; i < to; i++) {
            int kind = kind(text.charAt(i));
            int before = i == from ? kind : kind(text.charAt(i - 1));
            kinds |= kind;
            changes += kind == before ? 0 : 1;
            changesAtDigits += kind != before && (kind == DIGIT || before == DIGIT) ? 1 : 0;
        }
        return kinds == (SMALL | CAPITAL | DIGIT) && changesAtDigits >= 2 && changes >= CHANGES * (to - from - 1);
    }

    private static int kind(char c) {
        if (c >= 'a' && c <= 'z') {
            return SMALL;
        }
        if (c >= 'A' && c <= 'Z') {
            return CAPITAL;
        }
        return c >= '0' && c <= '9' ? DIGIT : 0;
    }

    private static double bits(String text, int from, int to) {
        int[] counts = new int[128];
        for (int i = from; i < to; i++) {
            counts[text.charAt(i)]++;
        }
        double bits = 0;
        double length = (double) to - from;
        for (int count : counts) {
            if (count > 0) {
                double share = count / length;
                bits -= share * Math.log(share) / Math.log(2);
            }
        }
        return bits;
    }
}
