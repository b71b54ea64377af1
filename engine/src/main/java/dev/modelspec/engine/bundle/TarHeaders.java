package dev.modelspec.engine.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * What a reader of tar archives leaves to whoever asks: whether the headers are whole, and the end is where it is said to be. See the
 * <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html#tag_20_94_13_06">ustar format of POSIX</a>.
 */
final class TarHeaders {
    private static final int BLOCK = 512;
    private static final int SIZE = 124;
    private static final int SIZE_LENGTH = 12;

    /** Of a header that extends another one: a name, and little else. */
    private static final int MAX_PAX = 1 << 16;

    private static final int TYPE = 156;
    private static final Pattern SIZE_ELSEWHERE = Pattern.compile("(?m)^\\d+ (size|GNU\\.sparse\\.[a-z]+)=");
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
            if (size < 0 || at + BLOCK + size > tar.length) {
                break;
            }
            verifySize(
                    header,
                    new String(tar, (int) at + BLOCK, (int) Math.min(size, MAX_PAX), StandardCharsets.UTF_8),
                    size);
            at += BLOCK + (size + BLOCK - 1) / BLOCK * BLOCK;
        }
        throw new IllegalArgumentException("its tar archive is cut off: its end is missing");
    }

    /** A reader goes by the size that is said last; nothing may hide between that and the one of the header. */
    private static void verifySize(byte[] header, String content, long size) {
        char type = (char) header[TYPE];
        boolean extended = type == 'x' || type == 'g' || type == 'X';
        if (extended && (size > MAX_PAX || SIZE_ELSEWHERE.matcher(content).find())) {
            throw new IllegalArgumentException(
                    "its tar archive says the size of an entry in two places, or too much of it");
        }
        if (type == '5' && size != 0) {
            throw new IllegalArgumentException("its tar archive has a folder with a content");
        }
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
