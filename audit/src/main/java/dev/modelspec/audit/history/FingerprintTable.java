package dev.modelspec.audit.history;

/**
 * How many findings there are of each fingerprint, with a number for each, in 16 bytes a fingerprint: a fleet has millions. Of a
 * fingerprint it keeps 64 bits; that two of five million agree by chance has a probability of one in a million.
 */
final class FingerprintTable {
    private static final int HEX_DIGITS = 16;

    private long[] keys = new long[1 << 10];
    private int[] counts = new int[keys.length];
    private int[] values = new int[keys.length];
    private int used;

    /** One more of this fingerprint. Of several values the smallest is kept. */
    void add(String fingerprint, int value) {
        if (used * 2 > keys.length) {
            grow();
        }
        add(key(fingerprint), 1, value);
    }

    private void add(long key, int count, int value) {
        int at = place(key);
        if (keys[at] == 0) {
            keys[at] = key;
            values[at] = value;
            used++;
        }
        counts[at] += count;
        values[at] = Math.min(values[at], value);
    }

    /** The number of this fingerprint, of which there is one less now; -1 if there was none left. */
    int take(String fingerprint) {
        int at = place(key(fingerprint));
        if (keys[at] == 0 || counts[at] == 0) {
            return -1;
        }
        counts[at]--;
        return values[at];
    }

    /** How many were not taken. */
    long left() {
        long left = 0;
        for (int count : counts) {
            left += count;
        }
        return left;
    }

    private int place(long key) {
        int mask = keys.length - 1;
        int at = (int) (key ^ (key >>> 32)) & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldCounts = counts;
        int[] oldValues = values;
        keys = new long[oldKeys.length * 2];
        counts = new int[keys.length];
        values = new int[keys.length];
        used = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                add(oldKeys[i], oldCounts[i], oldValues[i]);
            }
        }
    }

    /** Never 0, which stands for nothing. */
    private static long key(String fingerprint) {
        if (fingerprint.length() < HEX_DIGITS) {
            throw new IllegalArgumentException("no fingerprint: " + fingerprint);
        }
        long key = Long.parseUnsignedLong(fingerprint, 0, HEX_DIGITS, HEX_DIGITS);
        return key == 0 ? 1 : key;
    }
}
