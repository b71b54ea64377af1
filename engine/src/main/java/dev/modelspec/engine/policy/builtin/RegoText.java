package dev.modelspec.engine.policy.builtin;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings as OPA has them: rows of bytes, nearly always UTF-8.
 *
 * <p>A byte {@code b} that is not part of well-formed UTF-8 becomes the unpaired surrogate {@code U+DC00 + b}. Well-formed
 * UTF-8 cannot encode a surrogate, so the mapping is reversible and text is never touched by it.
 */
public final class RegoText {
    private static final char RAW_BASE = 0xDC00;
    private static final char REPLACEMENT = 0xFFFD;

    private RegoText() {}

    /** Turns the bytes of a Rego text into a string, keeping bytes which are not UTF-8. */
    public static String decode(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder(bytes.length);
        for (int i = 0; i < bytes.length; ) {
            int length = sequenceLength(bytes, i);
            if (length == 0) {
                result.append((char) (RAW_BASE + (bytes[i] & 0xFF)));
                i++;
            } else {
                result.append(new String(bytes, i, length, StandardCharsets.UTF_8));
                i += length;
            }
        }
        return result.toString();
    }

    /** The bytes of a string; the reverse of {@link #decode}. */
    public static byte[] encode(String text) {
        if (isText(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() * 2);
        text.codePoints().forEach(c -> {
            if (isRaw(c)) {
                bytes.write(c - RAW_BASE);
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    /** Whether the string is Unicode text, without bytes that are not UTF-8. */
    static boolean isText(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return text.codePoints().noneMatch(RegoText::isRaw);
            }
        }
        return true;
    }

    /** Whether the code point stands for one byte which is not UTF-8. */
    static boolean isRaw(int codePoint) {
        return codePoint >= RAW_BASE + 0x80 && codePoint <= RAW_BASE + 0xFF;
    }

    /** The byte which a {@linkplain #isRaw raw} code point stands for. */
    static int rawByte(int codePoint) {
        return codePoint - RAW_BASE;
    }

    /** Text as Go prints it: U+FFFD in place of what is not UTF-8. */
    static String printable(String text) {
        return isText(text) ? text : text.replaceAll("[\\x{DC80}-\\x{DCFF}]", "\uFFFD");
    }

    /** Orders by bytes, as Go and OPA do; Java's own order differs beyond the Basic Multilingual Plane. */
    static int compare(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.isSurrogate(a) || Character.isSurrogate(b)
                        ? Arrays.compareUnsigned(encode(left), encode(right))
                        : Character.compare(a, b);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    /** The length of the well-formed UTF-8 sequence at an index, or 0 where there is none. */
    private static int sequenceLength(byte[] bytes, int start) {
        int first = bytes[start] & 0xFF;
        int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (start + length > bytes.length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            int next = bytes[start + i] & 0xFF;
            if (next < 0x80 || next > 0xBF || (i == 1 && !isSecond(first, next))) {
                return 0;
            }
        }
        return length;
    }

    /** Refuses overlong forms, surrogates and what lies beyond U+10FFFF. */
    private static boolean isSecond(int first, int second) {
        return switch (first) {
            case 0xE0 -> second >= 0xA0;
            case 0xED -> second <= 0x9F;
            case 0xF0 -> second >= 0x90;
            case 0xF4 -> second <= 0x8F;
            default -> true;
        };
    }
}
