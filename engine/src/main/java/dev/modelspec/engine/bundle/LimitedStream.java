package dev.modelspec.engine.bundle;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What is unpacked, up to a limit of its own and one that depends on how much was packed. */
final class LimitedStream extends FilterInputStream {
    /** More came out than may. The message is the rest of a sentence. */
    static final class TooMuchException extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuchException(String message) {
            super(message);
        }
    }

    private final BundleLimits limits;
    private final long suspicious;
    private long count;

    LimitedStream(InputStream unpacked, int packedBytes, BundleLimits limits) {
        super(unpacked);
        this.limits = limits;
        this.suspicious = Math.max(BundleLimits.UNSUSPICIOUS_BYTES, (long) packedBytes * limits.ratio());
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    @Override
    public long skip(long wanted) throws IOException {
        long skipped = super.skip(wanted);
        count(skipped);
        return skipped;
    }

    private void count(long read) throws IOException {
        count += read;
        if (count > limits.unpackedBytes()) {
            throw new TooMuchException("it unpacks to more than " + limits.unpackedBytes() + " bytes, the limit");
        }
        if (count > suspicious) {
            throw new TooMuchException(
                    "it unpacks to more than " + limits.ratio() + " times its size, as archives made to do harm do");
        }
    }
}
