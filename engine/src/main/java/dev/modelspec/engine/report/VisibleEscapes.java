package dev.modelspec.engine.report;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.io.SerializedString;

/**
 * Writes JSON that is safe to show at a terminal: what {@link Printable} does not show as itself becomes an escape, which a reader of
 * JSON turns back.
 */
public final class VisibleEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;
    private static final int DELETE = 0x7f;
    private static final char REPLACEMENT = '\ufffd';

    @SuppressWarnings("serial")
    private final int[] ascii;

    VisibleEscapes() {
        ascii = standardAsciiEscapesForJSON();
        ascii[DELETE] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii.clone();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int unit) {
        // Halves of a pair come one by one; there is none that needs an escape.
        if (Character.isSurrogate((char) unit)) {
            return null;
        }
        String escape = Printable.escape(unit);
        return escape == null ? null : new SerializedString(escape);
    }

    /** The text with a replacement character for each half of a surrogate pair that has lost the other, which UTF-8 cannot write. */
    public static String wellFormed(String text) {
        StringBuilder mended = null;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (Character.getType(c) == Character.SURROGATE) {
                mended = mended == null ? new StringBuilder(text) : mended;
                mended.setCharAt(i, REPLACEMENT);
            }
            i += Character.charCount(c);
        }
        return mended == null ? text : mended.toString();
    }
}
