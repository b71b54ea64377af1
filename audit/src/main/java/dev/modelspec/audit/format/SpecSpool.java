package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.engine.governance.Decision;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps specs, without their findings, for a format that needs them once more at its end: some in memory, more in a temporary file
 * that goes away with the process.
 */
final class SpecSpool implements AutoCloseable {
    private static final int IN_MEMORY = 1 << 20;

    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private final DataOutputStream data = new DataOutputStream(memory);
    private final int limit;
    private @Nullable FileChannel file;
    private long count;

    SpecSpool() {
        this(IN_MEMORY);
    }

    SpecSpool(int limit) {
        this.limit = limit;
    }

    /** What is done with each spec. */
    interface Reader {
        void read(AuditedSpec spec) throws IOException;
    }

    void add(AuditedSpec spec) throws IOException {
        text(spec.source());
        data.writeInt(spec.document());
        text(spec.namespace());
        text(spec.name());
        text(spec.owner());
        text(spec.digest());
        text(spec.decision().name());
        data.writeBoolean(spec.policiesEvaluated());
        count++;
        if (memory.size() > limit) {
            spill();
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** All specs in the order in which they came. */
    void read(Reader reader) throws IOException {
        InputStream in = new ByteArrayInputStream(memory.toByteArray());
        if (file != null) {
            spill();
            file.position(0);
            in = new BufferedInputStream(Channels.newInputStream(file), IN_MEMORY);
        }
        // Closing it closes the file, which is gone then.
        try (var records = new DataInputStream(in)) {
            for (long i = 0; i < count; i++) {
                reader.read(read(records));
            }
        }
    }

    private void spill() throws IOException {
        if (file == null) {
            Path path = Files.createTempFile("modelspec-", ".spool");
            file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        ByteBuffer bytes = ByteBuffer.wrap(memory.toByteArray());
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        memory.reset();
    }

    private static AuditedSpec read(DataInputStream in) throws IOException {
        return new AuditedSpec(
                required(in),
                in.readInt(),
                text(in),
                text(in),
                text(in),
                required(in),
                Decision.valueOf(required(in)),
                in.readBoolean(),
                new TreeMap<>(),
                List.of());
    }

    private void text(@Nullable String text) throws IOException {
        if (text == null) {
            data.writeInt(-1);
            return;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        data.writeInt(bytes.length);
        data.write(bytes);
    }

    private static String required(DataInputStream in) throws IOException {
        String text = text(in);
        if (text == null) {
            throw new IOException("the temporary file with the specs is damaged");
        }
        return text;
    }

    private static @Nullable String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }
}
