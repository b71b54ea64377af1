package dev.modelspec.engine.policy.builtin;

/** The flags, width and precision of one directive of a Go format, and the padding they ask for. */
final class GoFlags {
    /** No width or precision; far below any number, so that arithmetic with it stays below zero. */
    static final int ABSENT = -1_000_000_000;

    boolean minus;
    boolean plus;
    boolean sharp;
    boolean space;
    boolean zero;

    /** {@code %#v} and {@code %+v}: the flag then belongs to the verb and no longer to numbers inside of it. */
    boolean sharpVerb;

    boolean plusVerb;
    int width = ABSENT;
    int precision = ABSENT;

    boolean hasPrecision() {
        return precision != ABSENT;
    }

    boolean padsWithZeros() {
        return zero && !minus;
    }

    /** For {@code v} and {@code w}, moves {@code #} and {@code +} to the verb. */
    void giveToVerb() {
        sharpVerb = sharp;
        sharp = false;
        plusVerb = plus;
        plus = false;
    }

    /** Pads to the width, with zeros if the flags say so; Go does that to strings as well. */
    String pad(String text) {
        return pad(text, padsWithZeros() ? '0' : ' ');
    }

    String padWithSpaces(String text) {
        return pad(text, ' ');
    }

    private String pad(String text, char fill) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        String padding = String.valueOf(fill).repeat(missing);
        return minus ? text + padding : padding + text;
    }

    /** Cuts the text to as many characters as the precision says. */
    String truncate(String text) {
        boolean fits = !hasPrecision() || text.codePointCount(0, text.length()) <= precision;
        return fits ? text : text.substring(0, text.offsetByCodePoints(0, precision));
    }
}
