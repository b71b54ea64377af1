package dev.modelspec.rego;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.SectionId;
import dev.modelspec.rego.WasmSections.Section;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.AbstractList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A function that is too large for the JVM, so that Chicory interprets it. Its code is read when it is first called: that takes
 * longer than all else that OPA needs to start, and the largest ones only ever ran before the image was taken.
 */
final class InterpretedFunction {
    private static final int ONE = 1;

    private final byte[] types;
    private final byte[] code;
    private @Nullable FunctionBody body;

    /**
     * A function.
     *
     * @param types the content of the module's type section
     * @param code the function as it stands in the code section, without its size
     */
    InterpretedFunction(byte[] types, byte[] code) {
        this.types = types;
        this.code = code;
    }

    FunctionBody toBody() {
        return new FunctionBody(new Later<>(FunctionBody::localTypes), new Later<>(FunctionBody::instructions));
    }

    private synchronized FunctionBody read() {
        FunctionBody known = body;
        if (known == null) {
            var codeSection = new ByteArrayOutputStream();
            codeSection.write(ONE);
            WasmSections.writeUnsigned(code.length, codeSection);
            codeSection.writeBytes(code);
            byte[] module = WasmSections.write(List.of(
                    new Section(SectionId.TYPE, types),
                    new Section(SectionId.FUNCTION, new byte[] {ONE, 0}),
                    new Section(SectionId.CODE, codeSection.toByteArray())));
            var found = new FunctionBody[1];
            Parser.builder().withValidation(false).build().parse(new ByteArrayInputStream(module), section -> {
                if (section instanceof CodeSection parsed) {
                    found[0] = parsed.getFunctionBody(0);
                }
            });
            known = found[0];
            body = known;
        }
        return known;
    }

    /** A part of the function, which is read when it is looked at. */
    private final class Later<T> extends AbstractList<T> {
        private final Function<FunctionBody, List<T>> part;
        private @Nullable List<T> known;

        Later(Function<FunctionBody, List<T>> part) {
            this.part = part;
        }

        private List<T> known() {
            List<T> list = known;
            if (list == null) {
                list = part.apply(read());
                known = list;
            }
            return list;
        }

        @Override
        public T get(int index) {
            return known().get(index);
        }

        @Override
        public int size() {
            return known().size();
        }
    }
}
