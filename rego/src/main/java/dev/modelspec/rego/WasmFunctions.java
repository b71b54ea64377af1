package dev.modelspec.rego;

import com.dylibso.chicory.wasm.types.SectionId;
import dev.modelspec.rego.WasmSections.Section;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** The functions that a Wasm module defines, unread: in the order of the module, each as the bytes of its locals and instructions. */
public final class WasmFunctions {
    /** No locals; {@code unreachable}, {@code end}. */
    private static final byte[] NOTHING = {0, 0, 0x0b};

    private final List<Section> sections;
    private final List<byte[]> bodies;

    private WasmFunctions(List<Section> sections, List<byte[]> bodies) {
        this.sections = sections;
        this.bodies = bodies;
    }

    /**
     * Those of a module.
     *
     * @throws IllegalArgumentException if its sections are not what sections must be; nothing else is looked at
     */
    public static WasmFunctions read(byte[] module) {
        var bodies = new ArrayList<byte[]>();
        try {
            List<Section> sections = WasmSections.read(module);
            for (Section section : sections) {
                if (section.id() == SectionId.CODE) {
                    ByteBuffer in = ByteBuffer.wrap(section.content());
                    for (int left = WasmSections.unsigned(in); left > 0; left--) {
                        bodies.add(WasmSections.bytes(in));
                    }
                    if (in.hasRemaining()) {
                        throw new IllegalArgumentException("the module has more code than functions");
                    }
                }
            }
            return new WasmFunctions(sections, bodies);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("the module ends too soon", e);
        }
    }

    /** How many there are. */
    public int count() {
        return bodies.size();
    }

    /** The bytes of one; not copied. */
    public byte[] body(int position) {
        return bodies.get(position);
    }

    /** The module with nothing to be executed in some of them. */
    public byte[] without(BitSet positions) {
        var code = new ByteArrayOutputStream();
        WasmSections.writeUnsigned(bodies.size(), code);
        for (int i = 0; i < bodies.size(); i++) {
            WasmSections.writeBytes(positions.get(i) ? NOTHING : bodies.get(i), code);
        }
        return WasmSections.write(sections.stream()
                .map(section ->
                        section.id() == SectionId.CODE ? new Section(SectionId.CODE, code.toByteArray()) : section)
                .toList());
    }
}
