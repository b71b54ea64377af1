package dev.modelspec.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FlatMemoryTest {
    private static final int LAST = Memory.PAGE_SIZE - 8;

    private final FlatMemory memory = new FlatMemory(new MemoryLimits(1, 5));

    @Test
    void reads_and_writes_as_the_memory_of_chicory_does() {
        var expected = new ByteArrayMemory(new MemoryLimits(1, 5));
        for (Memory each : List.of(memory, expected)) {
            var random = new Random(7);
            for (int i = 0; i < 10_000; i++) {
                writeSomething(each, random);
            }
        }
        assertThat(memory.readBytes(0, Memory.PAGE_SIZE)).isEqualTo(expected.readBytes(0, Memory.PAGE_SIZE));
        for (int address = 0; address < LAST; address++) {
            assertThat(everythingAt(memory, address)).isEqualTo(everythingAt(expected, address));
        }
    }

    private static void writeSomething(Memory memory, Random random) {
        int address = random.nextInt(LAST);
        long value = random.nextLong();
        switch (random.nextInt(9)) {
            case 0 -> memory.writeByte(address, (byte) value);
            case 1 -> memory.writeShort(address, (short) value);
            case 2 -> memory.writeI32(address, (int) value);
            case 3 -> memory.writeLong(address, value);
            case 4 -> memory.writeF32(address, random.nextFloat());
            case 5 -> memory.writeF64(address, random.nextDouble());
            case 6 -> memory.write(address, new byte[] {1, 2, 3, 4, 5}, 1, 3);
            case 7 -> memory.copy(address, Math.max(0, address - 5), 8);
            default -> memory.fill((byte) value, address, address + 8);
        }
    }

    private static List<Object> everythingAt(Memory memory, int address) {
        return List.of(
                memory.read(address),
                memory.readShort(address),
                memory.readU16(address),
                memory.readInt(address),
                memory.readLong(address),
                memory.readF32(address),
                memory.readF64(address),
                Float.floatToRawIntBits(memory.readFloat(address)),
                Double.doubleToRawLongBits(memory.readDouble(address)));
    }

    @Test
    void grows_up_to_its_maximum_and_keeps_what_it_has() {
        memory.writeLong(LAST, 42);

        assertThat(List.of(memory.grow(1), memory.grow(1), memory.grow(0), memory.grow(3), memory.grow(2)))
                .as("pages before each growth, -1 where it is refused")
                .containsExactly(1, 2, 3, -1, 3);

        assertThat(memory.pages()).isEqualTo(5);
        assertThat(memory.readLong(LAST)).isEqualTo(42);
        memory.writeLong(5 * Memory.PAGE_SIZE - 8, 43);
        assertThat(memory.readLong(5 * Memory.PAGE_SIZE - 8)).isEqualTo(43);
    }

    @Test
    void refuses_every_access_out_of_bounds() {
        for (int address : new int[] {-1, LAST + 1, Memory.PAGE_SIZE, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            assertThatThrownBy(() -> memory.readLong(address)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> memory.writeLong(address, 1)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> memory.readBytes(address, 8)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> memory.copy(0, address, 8)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }
}
