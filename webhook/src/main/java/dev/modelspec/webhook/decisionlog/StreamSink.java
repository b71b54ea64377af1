package dev.modelspec.webhook.decisionlog;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Writes lines to standard output, one call for all it is given together, so that what others print does not get between. A stream
 * that has failed once stays failed: the reader has gone.
 */
final class StreamSink implements Sink {
    private final PrintStream stream;

    StreamSink(PrintStream stream) {
        this.stream = stream;
    }

    @Override
    public void write(List<byte[]> lines) throws IOException {
        byte[] all = Sink.joined(lines);
        stream.write(all, 0, all.length);
        if (stream.checkError()) {
            throw new IOException("standard output cannot be written to");
        }
    }

    @Override
    public void close() {
        stream.flush();
    }
}
