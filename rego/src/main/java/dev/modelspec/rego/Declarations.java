package dev.modelspec.rego;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.CodeSection;
import com.dylibso.chicory.wasm.types.DataSection;
import com.dylibso.chicory.wasm.types.ElementSection;
import com.dylibso.chicory.wasm.types.ExportSection;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionSection;
import com.dylibso.chicory.wasm.types.GlobalSection;
import com.dylibso.chicory.wasm.types.ImportSection;
import com.dylibso.chicory.wasm.types.MemorySection;
import com.dylibso.chicory.wasm.types.Section;
import com.dylibso.chicory.wasm.types.SectionId;
import com.dylibso.chicory.wasm.types.StartSection;
import com.dylibso.chicory.wasm.types.TableSection;
import com.dylibso.chicory.wasm.types.TypeSection;
import java.io.ByteArrayInputStream;
import java.util.List;

/**
 * Reads what a module declares, where the build has turned its code to JVM classes. {@link Parser#parse(byte[])} would also
 * read code, compute a digest and validate, which takes twice as long, on the way to every command's first verdict.
 */
public final class Declarations {
    private static final FunctionBody COMPILED = new FunctionBody(List.of(), List.of());

    private final WasmModule.Builder module = WasmModule.builder().withValidation(false);

    private Declarations() {}

    /** Reads a module all of whose code was compiled. */
    public static WasmModule read(byte[] wasm) {
        return read(wasm, false);
    }

    /** Reads a module some of whose functions are too large for the JVM, and have to be interpreted. */
    static WasmModule readWithCode(byte[] wasm) {
        return read(wasm, true);
    }

    private static WasmModule read(byte[] wasm, boolean code) {
        var parser = Parser.builder().withValidation(false);
        for (int id = SectionId.TYPE; id <= SectionId.DATA; id++) {
            if (code || id != SectionId.CODE) {
                parser.includeSectionId(id);
            }
        }
        var declarations = new Declarations();
        parser.build().parse(new ByteArrayInputStream(wasm), declarations::add);
        return declarations.module.build();
    }

    private void add(Section section) {
        if (section instanceof TypeSection types) {
            module.setTypeSection(types);
        } else if (section instanceof ImportSection imports) {
            module.setImportSection(imports);
        } else if (section instanceof FunctionSection functions) {
            module.setFunctionSection(functions);
            module.setCodeSection(bodies(functions.functionCount()));
        } else if (section instanceof TableSection tables) {
            module.setTableSection(tables);
        } else if (section instanceof MemorySection memories) {
            module.setMemorySection(memories);
        } else if (section instanceof GlobalSection globals) {
            module.setGlobalSection(globals);
        } else if (section instanceof ExportSection exports) {
            module.setExportSection(exports);
        } else if (section instanceof StartSection start) {
            module.setStartSection(start);
        } else if (section instanceof ElementSection elements) {
            module.setElementSection(elements);
        } else if (section instanceof CodeSection code) {
            module.setCodeSection(code);
        } else if (section instanceof DataSection data) {
            module.setDataSection(data);
        } else {
            throw new IllegalArgumentException("module has a section that is not expected: " + section);
        }
    }

    private static CodeSection bodies(int count) {
        var code = CodeSection.builder();
        for (int i = 0; i < count; i++) {
            code.addFunctionBody(COMPILED);
        }
        return code.build();
    }
}
