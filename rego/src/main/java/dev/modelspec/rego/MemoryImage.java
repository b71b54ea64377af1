package dev.modelspec.rego;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MutabilityType;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * The state of an instance: its memory and its globals. The build takes it when OPA has started, so that nobody waits for that
 * again.
 *
 * <p>As bytes: the number of pages; the globals that can change, each as its index and value, up to index -1; runs of
 * bytes, each with its address and length, up to one without length. What no run covers is zero.
 */
final class MemoryImage {
    /** A gap shorter than this is cheaper kept than told. */
    private static final int SHORTEST_GAP = 64;

    private static final int CHUNK = 1 << 20;

    private MemoryImage() {}

    static void write(Instance instance, DataOutputStream out) throws IOException {
        Memory memory = instance.memory();
        out.writeInt(memory.pages());
        int globals = instance.module().globalSection().globalCount();
        for (int i = 0; i < globals; i++) {
            if (instance.global(i).getMutabilityType() == MutabilityType.Var) {
                out.writeInt(i);
                out.writeLong(instance.global(i).getValue());
            }
        }
        out.writeInt(-1);
        byte[] bytes = memory.readBytes(0, memory.pages() * Memory.PAGE_SIZE);
        int at = 0;
        while ((at = firstNonZero(bytes, at)) < bytes.length) {
            int end = endOfRun(bytes, at);
            out.writeInt(at);
            out.writeInt(end - at);
            out.write(bytes, at, end - at);
            at = end;
        }
        out.writeInt(0);
        out.writeInt(0);
    }

    private static int firstNonZero(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length && bytes[at] == 0) {
            at++;
        }
        return at;
    }

    private static int endOfRun(byte[] bytes, int from) {
        int end = from;
        while (end < bytes.length) {
            int next = firstNonZero(bytes, end);
            if (next == bytes.length || next - end > SHORTEST_GAP) {
                return end;
            }
            end = next + 1;
        }
        return end;
    }

    /** Gives an instance that nothing has run in the state of the image. */
    static void restore(Instance instance, DataInputStream in) throws IOException {
        Memory memory = instance.memory();
        memory.grow(in.readInt() - memory.pages());
        for (int global = in.readInt(); global >= 0; global = in.readInt()) {
            instance.global(global).setValue(in.readLong());
        }
        byte[] buffer = new byte[CHUNK];
        while (true) {
            int address = in.readInt();
            int left = in.readInt();
            if (left == 0) {
                return;
            }
            while (left > 0) {
                int length = Math.min(left, CHUNK);
                in.readFully(buffer, 0, length);
                memory.write(address, buffer, 0, length);
                address += length;
                left -= length;
            }
        }
    }
}
