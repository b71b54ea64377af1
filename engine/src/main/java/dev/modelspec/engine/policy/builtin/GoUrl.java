package dev.modelspec.engine.policy.builtin;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;

/** Percent-encoding as Go's {@code net/url} does it, which differs from Java's in what it escapes and in what it accepts. */
final class GoUrl {
    private static final String UNRESERVED = "-._~";

    /** The part of a URL, with the ASCII characters that need no escape there besides letters and digits. */
    enum Part {
        QUERY(UNRESERVED),
        PATH(UNRESERVED + "$&+,/:;=@"),
        FRAGMENT(UNRESERVED + "!$&()*+,/:;=?@"),
        USER(UNRESERVED + "$&+,;="),
        HOST(UNRESERVED + "!\"$&'()*+,:;<=>[]"),
        ZONE(UNRESERVED + "!\"$&'()*+,:;<=>[]");

        private final String allowed;

        Part(String allowed) {
            this.allowed = allowed;
        }

        boolean allows(int b) {
            boolean alphanumeric = (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
            return alphanumeric || (b < 0x80 && allowed.indexOf(b) >= 0);
        }

        private boolean isHost() {
            return this == HOST || this == ZONE;
        }
    }

    private GoUrl() {}

    static String escape(String text, Part part) {
        StringBuilder out = new StringBuilder();
        for (byte b : RegoText.encode(text)) {
            int unsigned = b & 0xFF;
            if (part.allows(unsigned)) {
                out.append((char) unsigned);
            } else if (unsigned == ' ' && part == Part.QUERY) {
                out.append('+');
            } else {
                out.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return out.toString();
    }

    static String unescape(String text, Part part) throws BuiltinException {
        byte[] bytes = RegoText.encode(text);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xFF;
            if (b == '%') {
                out.write(unescapeByte(bytes, i, part));
                i += 2;
            } else if (b == '+' && part == Part.QUERY) {
                out.write(' ');
            } else if (part.isHost() && b < 0x80 && !part.allows(b)) {
                throw new BuiltinException(
                        "invalid character " + GoQuote.quote(Character.toString(b)) + " in host name");
            } else {
                out.write(b);
            }
        }
        return RegoText.decode(out.toByteArray());
    }

    private static int unescapeByte(byte[] bytes, int percent, Part part) throws BuiltinException {
        int end = Math.min(percent + 3, bytes.length);
        boolean wellFormed = end == percent + 3
                && HexFormat.isHexDigit(bytes[percent + 1])
                && HexFormat.isHexDigit(bytes[percent + 2]);
        String escape = RegoText.decode(Arrays.copyOfRange(bytes, percent, end));
        if (!wellFormed) {
            throw invalidEscape(escape);
        }
        int b = HexFormat.fromHexDigits(escape, 1, 3);
        boolean isPercent = b == '%';
        boolean badInHost = part == Part.HOST && b < 0x80 && !isPercent;
        boolean badInZone = part == Part.ZONE && !isPercent && b != ' ' && !Part.HOST.allows(b);
        if (badInHost || badInZone) {
            throw invalidEscape(escape);
        }
        return b;
    }

    private static BuiltinException invalidEscape(String escape) {
        return new BuiltinException("invalid URL escape " + GoQuote.quote(escape));
    }
}
