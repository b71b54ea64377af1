package dev.modelspec.webhook.server;

import dev.modelspec.webhook.server.HttpFailure.Reason;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/** Reads bodies of JSON within limits of size, time and memory. */
final class BodyReader {
    private static final int CHUNK = 8192;

    private final ServerSettings.Limits limits;
    private final Semaphore bytes;

    BodyReader(ServerSettings.Limits limits) {
        this.limits = limits;
        this.bytes = new Semaphore(Math.toIntExact(limits.bodiesBytes()));
    }

    /** A body in memory, which counts against the limit of all bodies until it is closed. */
    final class Body implements AutoCloseable {
        private final byte[] content;
        private final int reserved;

        private Body(byte[] content, int reserved) {
            this.content = content;
            this.reserved = reserved;
        }

        byte[] content() {
            return content;
        }

        @Override
        public void close() {
            bytes.release(reserved);
        }
    }

    /** The body of a request. What is refused is not read to its end: the connection has to be closed. */
    Body read(HttpServletRequest request) {
        requireJson(request);
        long announced = request.getContentLengthLong();
        if (announced > limits.bodyBytes()) {
            if (announced <= 2L * limits.bodyBytes()) {
                passOver(request);
            }
            throw tooLarge(announced + " bytes");
        }
        int reserved = announced < 0 ? limits.bodyBytes() : (int) announced;
        if (!bytes.tryAcquire(reserved)) {
            throw new HttpFailure(
                    Reason.SERVICE_UNAVAILABLE, "the requests that are being judged take all memory there is for them");
        }
        boolean read = false;
        try {
            byte[] content = content(request.getInputStream(), announced < 0 ? CHUNK : reserved);
            if (announced >= 0 && content.length != announced) {
                throw new HttpFailure(
                        Reason.BAD_REQUEST, "the body ends after " + content.length + " of " + announced + " bytes");
            }
            read = true;
            return new Body(content, reserved);
        } catch (IOException e) {
            throw new HttpFailure(Reason.BAD_REQUEST, "the body could not be read: " + e.getMessage());
        } finally {
            if (!read) {
                bytes.release(reserved);
            }
        }
    }

    /** Who goes on sending after the connection is closed loses the answer. A body that is not much too large is let in, and forgotten. */
    private void passOver(HttpServletRequest request) {
        long end = System.nanoTime() + limits.bodyTime().toNanos();
        var chunk = new byte[CHUNK];
        try {
            InputStream stream = request.getInputStream();
            int n = 0;
            while (n >= 0 && System.nanoTime() - end < 0) {
                n = stream.read(chunk);
            }
        } catch (IOException gone) {
            // Then nobody waits for the answer.
        }
    }

    private static void requireJson(HttpServletRequest request) {
        String type = request.getContentType();
        String mediaType = type == null ? "" : type.split(";", 2)[0].strip();
        if (!mediaType.equalsIgnoreCase("application/json")) {
            throw new HttpFailure(
                    Reason.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Type must be application/json, not " + (type == null ? "missing" : type));
        }
        String encoding = request.getHeader("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw new HttpFailure(
                    Reason.UNSUPPORTED_MEDIA_TYPE,
                    "Content-Encoding " + encoding + " is not read; send the body as it is");
        }
    }

    private byte[] content(InputStream stream, int expected) throws IOException {
        long end = System.nanoTime() + limits.bodyTime().toNanos();
        var content = new ByteArrayOutputStream(Math.max(expected, 32));
        var chunk = new byte[CHUNK];
        for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
            content.write(chunk, 0, n);
            if (content.size() > limits.bodyBytes()) {
                throw tooLarge("more");
            }
            if (System.nanoTime() - end > 0) {
                throw new HttpFailure(
                        Reason.REQUEST_TIMEOUT,
                        "the body did not arrive within " + limits.bodyTime().toMillis() + " ms");
            }
        }
        return content.toByteArray();
    }

    private HttpFailure tooLarge(String size) {
        return new HttpFailure(
                Reason.REQUEST_ENTITY_TOO_LARGE, "the body may have " + limits.bodyBytes() + " bytes, and has " + size);
    }
}
