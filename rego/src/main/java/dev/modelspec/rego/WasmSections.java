package dev.modelspec.rego;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Wasm module as the sections it consists of, unread: what cuts pieces out of modules, and puts them together. */
final class WasmSections {
    private static final byte[] PREAMBLE = {0, 'a', 's', 'm', 1, 0, 0, 0};

    private WasmSections() {}

    /**
     * A section.
     *
     * @param id one of {@link com.dylibso.chicory.wasm.types.SectionId}
     * @param content what follows its id and size; not copied
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Section(int id, byte[] content) {}

    static List<Section> read(byte[] module) {
        if (!Arrays.equals(PREAMBLE, Arrays.copyOf(module, PREAMBLE.length))) {
            throw new IllegalArgumentException("it does not begin as Wasm does");
        }
        var sections = new ArrayList<Section>();
        ByteBuffer in = ByteBuffer.wrap(module).position(PREAMBLE.length);
        while (in.hasRemaining()) {
            int id = in.get();
            sections.add(new Section(id, bytes(in)));
        }
        return sections;
    }

    static byte[] write(List<Section> sections) {
        var module = new ByteArrayOutputStream();
        module.writeBytes(PREAMBLE);
        for (Section section : sections) {
            module.write(section.id());
            writeBytes(section.content(), module);
        }
        return module.toByteArray();
    }

    /**
     * Reads bytes that stand behind their number.
     *
     * @throws BufferUnderflowException if there are fewer
     */
    static byte[] bytes(ByteBuffer in) {
        int length = unsigned(in);
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    /** Writes bytes behind their number. */
    static void writeBytes(byte[] bytes, ByteArrayOutputStream out) {
        writeUnsigned(bytes.length, out);
        out.writeBytes(bytes);
    }

    /** Reads an unsigned number in LEB128. */
    static int unsigned(ByteBuffer in) {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** Writes an unsigned number in LEB128. */
    static void writeUnsigned(int value, ByteArrayOutputStream out) {
        int left = value;
        while (left >= 0x80) {
            out.write((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }
}
