package dev.modelspec.engine.policy.builtin;

/** Quotes text as Go source does, which is how OPA prints strings inside of other values. */
final class GoQuote {
    private static final String ESCAPED = "\u0007\b\f\n\r\t\u000b";
    private static final String ESCAPES = "abfnrtv";

    private GoQuote() {}

    /** The text in double quotes. */
    static String quote(String text) {
        return quote(text, '"', false);
    }

    /** The text in double quotes, with only ASCII characters. */
    static String quoteToAscii(String text) {
        return quote(text, '"', true);
    }

    /** A character in single quotes. */
    static String quoteCharacter(int codePoint, boolean asciiOnly) {
        return quote(Character.toString(codePoint), '\'', asciiOnly);
    }

    /** Whether Go's back quotes can hold the text as it is. */
    static boolean canBackquote(String text) {
        return text.codePoints()
                .noneMatch(c -> (c < ' ' && c != '\t') || c == '`' || c == 0x7F || c == 0xFEFF || RegoText.isRaw(c));
    }

    /** Whether Go counts the character as printable: letters, marks, numbers, punctuation, symbols and the ASCII space. */
    static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            case Character.SPACE_SEPARATOR -> codePoint == ' ';
            default -> true;
        };
    }

    private static String quote(String text, char quote, boolean asciiOnly) {
        StringBuilder out = new StringBuilder(text.length() + 2).append(quote);
        text.codePoints().forEach(c -> append(out, c, quote, asciiOnly));
        return out.append(quote).toString();
    }

    private static void append(StringBuilder out, int c, char quote, boolean asciiOnly) {
        if (c == quote || c == '\\') {
            out.append('\\').append((char) c);
        } else if (isPrintable(c) && (c < 0x80 || !asciiOnly)) {
            out.appendCodePoint(c);
        } else if (ESCAPED.indexOf(c) >= 0) {
            out.append('\\').append(ESCAPES.charAt(ESCAPED.indexOf(c)));
        } else if (RegoText.isRaw(c)) {
            out.append(String.format("\\x%02x", RegoText.rawByte(c)));
        } else if (c < 0x80) {
            out.append(String.format("\\x%02x", c));
        } else {
            out.append(String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
        }
    }
}
