package dev.modelspec.rego;

import com.dylibso.chicory.runtime.ConstantEvaluators;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.DataSegment;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The memory of one instance, in one array. Chicory's own memories take a step more for each access, which is a third of the
 * time of an evaluation.
 *
 * <p>It has what OPA's Wasm needs: no sharing between threads, no passive segments. Access out of bounds throws
 * {@link IndexOutOfBoundsException}. The array may be larger than the memory, so that growing page by page does not copy it
 * every time; what is beyond the memory reads as zero.
 */
@SuppressWarnings("removal") // methods that Chicory will drop are still abstract
public final class FlatMemory implements Memory {
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private final int initialPages;
    private final int maximumPages;
    private int pages;
    private byte[] bytes;

    /** A memory that is all zero. */
    public FlatMemory(MemoryLimits limits) {
        initialPages = limits.initialPages();
        maximumPages = limits.maximumPages();
        pages = initialPages;
        bytes = new byte[pages * PAGE_SIZE];
    }

    private static VarHandle view(Class<?> array) {
        return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public int pages() {
        return pages;
    }

    @Override
    public int initialPages() {
        return initialPages;
    }

    @Override
    public int maximumPages() {
        return maximumPages;
    }

    @Override
    public int grow(int more) {
        if (more < 0 || more > maximumPages - pages) {
            return -1;
        }
        int before = pages;
        if ((before + more) * PAGE_SIZE > bytes.length
                && !reserve(Math.min(maximumPages, Math.max(2 * before, before + more)))
                && !reserve(before + more)) {
            // How Wasm is told; it then gives up with a message of its own.
            return -1;
        }
        pages = before + more;
        return before;
    }

    private boolean reserve(int capacity) {
        try {
            bytes = Arrays.copyOf(bytes, capacity * PAGE_SIZE);
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    @Override
    public void initialize(Instance instance, DataSegment[] segments) {
        for (DataSegment segment : segments) {
            if (!(segment instanceof ActiveDataSegment active)) {
                throw new UnsupportedOperationException("passive data segments");
            }
            long offset = ConstantEvaluators.computeConstantValue(instance, active.offsetInstructions())[0];
            write((int) offset, active.data());
        }
    }

    @Override
    public void initPassiveSegment(int segment, int address, int offset, int size) {
        throw new UnsupportedOperationException("passive data segments");
    }

    @Override
    public void drop(int segment) {
        throw new UnsupportedOperationException("passive data segments");
    }

    @Override
    public void write(int address, byte[] data, int offset, int size) {
        System.arraycopy(data, offset, bytes, address, size);
    }

    @Override
    public byte[] readBytes(int address, int size) {
        byte[] copy = new byte[size];
        System.arraycopy(bytes, address, copy, 0, size);
        return copy;
    }

    @Override
    public void copy(int to, int from, int size) {
        System.arraycopy(bytes, from, bytes, to, size);
    }

    @Override
    public void fill(byte value, int from, int to) {
        Arrays.fill(bytes, from, to, value);
    }

    @Override
    public void zero() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public byte read(int address) {
        return bytes[address];
    }

    @Override
    public void writeByte(int address, byte value) {
        bytes[address] = value;
    }

    @Override
    public short readShort(int address) {
        return (short) ((bytes[address] & 0xFF) | (bytes[address + 1] << 8));
    }

    @Override
    public long readU16(int address) {
        return readShort(address) & 0xFFFF;
    }

    @Override
    public void writeShort(int address, short value) {
        bytes[address] = (byte) value;
        bytes[address + 1] = (byte) (value >> 8);
    }

    @Override
    public int readInt(int address) {
        return (int) INT.get(bytes, address);
    }

    @Override
    public void writeI32(int address, int value) {
        INT.set(bytes, address, value);
    }

    @Override
    public long readLong(int address) {
        return (long) LONG.get(bytes, address);
    }

    @Override
    public void writeLong(int address, long value) {
        LONG.set(bytes, address, value);
    }

    @Override
    public float readFloat(int address) {
        return Float.intBitsToFloat(readInt(address));
    }

    /** The bits. */
    @Override
    public long readF32(int address) {
        return readInt(address);
    }

    @Override
    public void writeF32(int address, float value) {
        writeI32(address, Float.floatToRawIntBits(value));
    }

    @Override
    public double readDouble(int address) {
        return Double.longBitsToDouble(readLong(address));
    }

    /** The bits. */
    @Override
    public long readF64(int address) {
        return readLong(address);
    }

    @Override
    public void writeF64(int address, double value) {
        writeLong(address, Double.doubleToRawLongBits(value));
    }

    @Override
    public boolean shared() {
        return false;
    }

    @Override
    public Object lock(int address) {
        throw unshared();
    }

    @Override
    public int waitOn(int address, int expected, long timeout) {
        throw unshared();
    }

    @Override
    public int waitOn(int address, long expected, long timeout) {
        throw unshared();
    }

    @Override
    public int notify(int address, int maxThreads) {
        throw unshared();
    }

    private static UnsupportedOperationException unshared() {
        return new UnsupportedOperationException("memory that threads share");
    }
}
