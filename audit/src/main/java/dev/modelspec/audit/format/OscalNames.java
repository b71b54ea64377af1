package dev.modelspec.audit.format;

import dev.modelspec.engine.report.VisibleEscapes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.regex.Pattern;

/** What OSCAL lets be a name, and how ours become such. */
final class OscalNames {
    private static final UUID NAMESPACE = UUID.fromString("6b0c9f6e-54d1-5d0e-9d5c-0f6a3a4c1f27");
    private static final int UUID_BYTES = 16;
    private static final Pattern GAP = Pattern.compile("[\\s\\p{Cntrl}\\u0085\\u2028\\u2029]+");
    private static final String PLAIN = "-._~/";
    private static final String RESERVED = ":?#@!$&'()*+,;=%";

    private OscalNames() {}

    /** A UUID of version 5: the same for the same names, whenever and wherever it is asked for. */
    static String uuid(String kind, String... names) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
        digest.update(ByteBuffer.allocate(UUID_BYTES)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .array());
        digest.update(kind.getBytes(StandardCharsets.UTF_8));
        for (String name : names) {
            digest.update((byte) 0);
            digest.update(name.getBytes(StandardCharsets.UTF_8));
        }
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long most = (hash.getLong() & ~0xf000L) | 0x5000L;
        long least = (hash.getLong() & ~(0xc0L << 56)) | (0x80L << 56);
        return new UUID(most, least).toString();
    }

    /**
     * The id of a control as a token, which has no slash and does not begin with a digit. Neither name has an underscore, so no two
     * controls have the same token.
     */
    static String token(String framework, String control) {
        String token = framework + "_" + control;
        return Character.isDigit(token.charAt(0)) ? "_" + token : token;
    }

    /** Text as the value of a property: one line, not blank, no space around it. */
    static String value(String text) {
        if (isPlain(text)) {
            return text;
        }
        String line =
                GAP.matcher(VisibleEscapes.wellFormed(text)).replaceAll(" ").strip();
        return line.isEmpty() ? "(blank)" : line;
    }

    /** Text where OSCAL has Markdown: what could be an element, an entity or a link is not one. */
    static String markup(String text) {
        return isPlain(text)
                ? text
                : VisibleEscapes.wellFormed(text)
                        .replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace("[", "\\[");
    }

    /** The same where only one line may be. */
    static String markupLine(String text) {
        return markup(value(text));
    }

    /** A source as a relative reference, with the line in question if it is above 0. */
    static String href(String source, int line) {
        var href = new StringBuilder();
        String path = source.replace('\\', '/');
        if (path.startsWith("//")) {
            // Two slashes would begin the name of a host.
            href.append("/.");
        }
        encode(path, PLAIN, href);
        return line > 0 ? href.append("#L").append(line).toString() : href.toString();
    }

    /** An address with what may not be in one encoded. */
    static String uri(String address) {
        var uri = new StringBuilder();
        encode(address, PLAIN + RESERVED, uri);
        return uri.toString();
    }

    private static void encode(String text, String kept, StringBuilder to) {
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (unit & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || kept.indexOf(c) >= 0)) {
                to.append(c);
            } else {
                to.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 0xf, 16)));
            }
        }
    }

    /** Whether it is ordinary text that needs no second look: most is. */
    private static boolean isPlain(String text) {
        int end = text.length() - 1;
        for (int i = 0; i <= end; i++) {
            char c = text.charAt(i);
            boolean ordinary = c > ' ' && c <= '~' && c != '&' && c != '<' && c != '[';
            if (!ordinary && (c != ' ' || i == 0 || i == end || text.charAt(i - 1) == ' ')) {
                return false;
            }
        }
        return end >= 0;
    }
}
