package dev.modelspec.webhook.decisionlog;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Where lines go in the end. One thread uses it. */
interface Sink extends AutoCloseable {
    /** Takes lines, each with its line feed. When it returns they are durable; when it throws, any of them may be. */
    void write(List<byte[]> lines) throws IOException;

    @Override
    void close();

    /** The lines are more than the sink takes at a time. */
    final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(String message) {
            super(message);
        }
    }

    /** The sink says when it may be asked again. */
    final class BusyException extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Duration wait;

        BusyException(String message, Duration wait) {
            super(message);
            this.wait = wait;
        }

        Duration waitFor() {
            return wait;
        }
    }

    /** Lines as one piece. */
    static byte[] joined(List<byte[]> lines) {
        int length = lines.stream().mapToInt(line -> line.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] line : lines) {
            System.arraycopy(line, 0, all, at, line.length);
            at += line.length;
        }
        return all;
    }
}
