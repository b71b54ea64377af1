package dev.modelspec.engine.report;

import org.jspecify.annotations.Nullable;

/**
 * Makes text from a spec safe to show at a terminal. What could move the cursor, change colours, reverse the order of what is read or
 * hide from the eye is shown as an escape such as {@code \u001b}.
 */
public final class Printable {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;
    private static final int FIRST_TAG = 0xe0020;
    private static final int LAST_TAG = 0xe007f;

    private Printable() {}

    /** The text with escapes; the same object, if there is nothing to escape. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (escape(c) != null) {
                return escaped(text, i);
            }
            i += Character.charCount(c);
        }
        return text;
    }

    private static String escaped(String text, int from) {
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, from);
        for (int i = from; i < text.length(); ) {
            int c = text.codePointAt(i);
            String escape = escape(c);
            if (escape == null) {
                out.appendCodePoint(c);
            } else {
                out.append(escape);
            }
            i += Character.charCount(c);
        }
        return out.toString();
    }

    /** What to show instead of a code point; null for itself. */
    static @Nullable String escape(int c) {
        if (c >= ' ' && c < 0x7f) {
            return null;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                hex(c);
            case Character.FORMAT -> isPartOfWriting(c) ? null : hex(c);
            default -> null;
        };
    }

    /** Joiners belong to Persian, Indic scripts and emoji, tags to flags. */
    private static boolean isPartOfWriting(int c) {
        return c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER || (c >= FIRST_TAG && c <= LAST_TAG);
    }

    private static String hex(int c) {
        StringBuilder out = new StringBuilder(12);
        for (char unit : Character.toChars(c)) {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                out.append(Character.forDigit(unit >> shift & 0xf, 16));
            }
        }
        return out.toString();
    }
}
