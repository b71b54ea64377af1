package dev.modelspec.engine.spec;

import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.source.SourceText;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Turns the bytes of a source into text, or says where they are none. A UTF-8 byte order mark is left out. */
final class SourceDecoder {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char REPLACEMENT = '\uFFFD';
    private static final String SAVE_AS_UTF8 = "Save the file as UTF-8.";

    private SourceDecoder() {}

    /** The text, or an {@link UnreadableException}. */
    static SourceText decode(Source source) {
        byte[] bytes = source.content();
        if (bytes.length > Limits.BYTES) {
            throw in(source, "")
                    .fatal(
                            SyntaxRule.TOO_LARGE,
                            "",
                            0,
                            0,
                            String.format(
                                    Locale.ROOT,
                                    "This file has %,d bytes and was not read: the limit is %,d (8 MiB).",
                                    bytes.length,
                                    Limits.BYTES),
                            "A ModelSpec has a few kilobytes. Split the file, or leave it out of the check.");
        }
        String encoding = otherEncoding(bytes);
        if (!encoding.isEmpty()) {
            throw in(source, "")
                    .fatal(
                            SyntaxRule.ENCODING,
                            "",
                            0,
                            0,
                            "This file is in " + encoding + "; specs are read as UTF-8.",
                            SAVE_AS_UTF8);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK) {
            text = text.substring(1);
        }
        if (!isPlain(bytes)) {
            checkCharacters(source, text);
        }
        return new SourceText(text);
    }

    /** Whether all is ASCII without control characters, as most specs are. */
    private static boolean isPlain(byte[] bytes) {
        for (byte b : bytes) {
            if ((b < ' ' && b != '\n' && b != '\r' && b != '\t') || b == 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static void checkCharacters(Source source, String text) {
        boolean replaced = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' || c >= 0x7f) && isControl(c)) {
                throw controlCharacter(source, text, i);
            }
            replaced |= c == REPLACEMENT;
        }
        if (replaced) {
            checkUtf8(source);
        }
    }

    private static boolean isControl(char c) {
        return c < ' ' ? c != '\n' && c != '\r' && c != '\t' : (c < 0xa0 && c != 0x85) || c >= 0xfffe;
    }

    private static UnreadableException controlCharacter(Source source, String text, int offset) {
        return in(source, text)
                .fatal(
                        SyntaxRule.CONTROL_CHARACTER,
                        "",
                        offset,
                        offset + 1,
                        String.format("The control character U+%04X is not allowed here.", (int) text.charAt(offset)),
                        "Remove it. Inside double quotes it can be written as an escape, such as \"\\u0007\".");
    }

    /** Decodes once more, strictly: a replacement character may also be part of a correct text. */
    private static void checkUtf8(Source source) {
        ByteBuffer bytes = ByteBuffer.wrap(source.content());
        CharBuffer text = CharBuffer.allocate(source.content().length + 1);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
        if (!result.isError()) {
            return;
        }
        int offset = text.position();
        int octet = source.content()[bytes.position()] & 0xff;
        String before = text.flip().toString();
        if (!before.isEmpty() && before.charAt(0) == BYTE_ORDER_MARK) {
            before = before.substring(1);
            offset--;
        }
        throw in(source, before)
                .fatal(
                        SyntaxRule.ENCODING,
                        "",
                        offset,
                        offset,
                        String.format("The byte 0x%02X at this place is not UTF-8.", octet),
                        SAVE_AS_UTF8 + " It may be in an older encoding such as Windows-1252 or Latin-1.");
    }

    private static SyntaxFindings in(Source source, String text) {
        return new SyntaxFindings(source.name(), new SourceText(text));
    }

    private static String otherEncoding(byte[] b) {
        int first = word(b, 0);
        int second = word(b, 2);
        if (first == 0xfffe && second == 0 && b.length >= 4) {
            return "UTF-32 (little endian)";
        }
        if (first == 0 && second == 0xfeff) {
            return "UTF-32 (big endian)";
        }
        if (first == 0xfffe) {
            return "UTF-16 (little endian)";
        }
        if (first == 0xfeff) {
            return "UTF-16 (big endian)";
        }
        // Without a byte order mark: the first character of a spec is ASCII, so in UTF-16 one of its bytes is zero.
        if (b.length >= 4 && (first >>> 8 == 0 || (first & 0xff) == 0)) {
            return first == 0 || second == 0 ? "UTF-32" : "UTF-16";
        }
        return "";
    }

    private static int word(byte[] b, int at) {
        return at + 1 < b.length ? (b[at] & 0xff) << 8 | (b[at + 1] & 0xff) : -1;
    }
}
