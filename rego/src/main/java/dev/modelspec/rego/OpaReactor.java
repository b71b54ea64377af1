package dev.modelspec.rego;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import dev.modelspec.rego.wasm.OpaModule;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * One instance of the Go module in {@code src/main/go}: bytes in, bytes out. Used by one thread at a time, with a stack of
 * {@link #STACK_BYTES}.
 */
final class OpaReactor {
    /** Go's parser and compiler recurse over the syntax tree; each Wasm call takes a few JVM frames. */
    static final long STACK_BYTES = 256L << 20;

    private final Instance instance;
    private final ExportFunction alloc;
    private final ExportFunction release;
    private final ExportFunction call;
    private final ByteArrayOutputStream log;

    OpaReactor() {
        log = new ByteArrayOutputStream();
        var console = new PrintStream(log, true, StandardCharsets.UTF_8);
        var wasi = WasiPreview1.builder()
                .withOptions(WasiOptions.builder()
                        .withStdout(console)
                        .withStderr(console)
                        .build())
                .build();
        instance = Instance.builder(OpaModule.load())
                .withMachineFactory(OpaModule::create)
                .withMemoryFactory(ByteArrayMemory::new)
                .withImportValues(ImportValues.builder()
                        .addFunction(wasi.toHostFunctions())
                        .build())
                .withStart(false)
                .build();
        instance.export("_initialize").apply();
        alloc = instance.export("alloc");
        release = instance.export("release");
        call = instance.export("call");
    }

    byte[] call(byte[] request) {
        int address = (int) alloc.apply(request.length)[0];
        instance.memory().write(address, request);
        long response = call.apply(address, request.length)[0];
        release.apply(address);
        int responseAddress = (int) (response >>> 32);
        byte[] bytes = instance.memory().readBytes(responseAddress, (int) response);
        release.apply(responseAddress);
        return bytes;
    }

    /** What Go wrote to its console, which is the trace of a crash if there was one. */
    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }
}
