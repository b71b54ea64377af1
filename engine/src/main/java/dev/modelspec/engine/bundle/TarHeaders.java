package dev.modelspec.engine.bundle;

import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * What a reader of tar archives leaves to whoever asks: whether the headers are whole, and the end is where it is said to be. See the
 * <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06">ustar format of POSIX</a>.
 */
final class TarHeaders {
    private static final int BLOCK = 512;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;
    private static final byte[] ZEROS = new byte[BLOCK];

    private TarHeaders() {}

    /**
     * Refuses an archive with a damaged header, without an end, or with something behind it.
     *
     * @throws IllegalArgumentException if it is such a one; the message is the rest of a sentence
     */
    static void verify(byte[] tar) {
        long at = 0;
        while (at + BLOCK <= tar.length) {
            byte[] header = Arrays.copyOfRange(tar, (int) at, (int) at + BLOCK);
            if (Arrays.equals(header, ZEROS)) {
                verifyEnd(tar, (int) at);
                return;
            }
            if (!TarUtils.verifyCheckSum(header)) {
                throw new IllegalArgumentException(
                        "its tar archive is damaged: the header at byte " + at + " has a wrong checksum");
            }
            long size = TarUtils.parseOctalOrBinary(header, SIZE, SIZE_LENGTH);
            if (size < 0 || size > tar.length) {
                break;
            }
            at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
        }
        throw new IllegalArgumentException("its tar archive is cut off: its end is missing");
    }

    /** Two blocks of zeros, and nothing else but more of them. */
    private static void verifyEnd(byte[] tar, int at) {
        if (tar.length < at + 2 * BLOCK) {
            throw new IllegalArgumentException("its tar archive is cut off: its end is missing");
        }
        for (int i = at; i < tar.length; i++) {
            if (tar[i] != 0) {
                throw new IllegalArgumentException("something follows the end of its tar archive");
            }
        }
    }
}
