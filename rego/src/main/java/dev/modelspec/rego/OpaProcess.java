package dev.modelspec.rego;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** OPA as a process, which ends when this one does. */
final class OpaProcess implements Opa {
    private static final int LOG_BYTES = 64 << 10;

    private final Process process;
    private final DataOutputStream requests;
    private final DataInputStream responses;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final Thread logReader;
    private final ReentrantLock reading = new ReentrantLock();
    private final Condition turns = reading.newCondition();
    private int sent;
    /** As many responses as were waited for. */
    private int received;
    /** Whether there are no more responses. */
    private boolean broken;

    private OpaProcess(Process process) {
        this.process = process;
        requests = new DataOutputStream(process.getOutputStream());
        responses = new DataInputStream(process.getInputStream());
        logReader = new Thread(this::readLog, "opa-log");
        logReader.setDaemon(true);
        logReader.start();
    }

    static OpaProcess start(Path program) {
        try {
            return new OpaProcess(new ProcessBuilder(program.toString()).start());
        } catch (IOException e) {
            throw new ToolchainException(
                    "OPA cannot be started: " + e.getMessage() + "; without -D" + PROGRAM + " it runs inside Java", e);
        }
    }

    @Override
    public byte[] call(byte[] request) {
        return send(request).get();
    }

    @Override
    public Supplier<byte[]> send(byte[] request) {
        try {
            requests.writeInt(request.length);
            requests.write(request);
            requests.flush();
        } catch (IOException e) {
            throw isAsked() ? new UnaskedException() : ended(e);
        }
        int turn = sent++;
        return () -> receive(turn);
    }

    /** Whether it ends over a request that was sent before, if it ends now. */
    private boolean isAsked() {
        reading.lock();
        try {
            return received < sent;
        } finally {
            reading.unlock();
        }
    }

    private byte[] receive(int turn) {
        reading.lock();
        try {
            while (received < turn && !broken) {
                turns.awaitUninterruptibly();
            }
            if (broken) {
                throw new UnaskedException();
            }
            broken = true;
            byte[] response = new byte[responses.readInt()];
            responses.readFully(response);
            broken = false;
            return response;
        } catch (IOException e) {
            throw ended(e);
        } finally {
            received++;
            turns.signalAll();
            reading.unlock();
        }
    }

    private static UncheckedIOException ended(IOException e) {
        // Its log says more about an end than that there was one.
        return new UncheckedIOException(e instanceof EOFException ? new IOException("it ended") : e);
    }

    @Override
    public String log() {
        try {
            logReader.join(1_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (log) {
            return log.toString(StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void readLog() {
        byte[] buffer = new byte[1 << 12];
        try (InputStream errors = process.getErrorStream()) {
            for (int read = errors.read(buffer); read >= 0; read = errors.read(buffer)) {
                synchronized (log) {
                    log.write(buffer, 0, Math.min(read, LOG_BYTES - log.size()));
                }
            }
        } catch (IOException closed) {
            // There is no more to read.
        }
    }
}
