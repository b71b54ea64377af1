package dev.modelspec.testing;

/** Places in a line, which OPA counts in bytes. */
final class Utf8 {
    private Utf8() {}

    /** How many code points of a line its first bytes are. */
    static int codePoints(String line, int bytes) {
        int seen = 0;
        int count = 0;
        for (int i = 0; i < line.length() && seen < bytes; count++) {
            int c = line.codePointAt(i);
            seen += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            i += Character.charCount(c);
        }
        return count;
    }
}
