package dev.modelspec.rego;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasi.WasiOptions;
import com.dylibso.chicory.wasi.WasiPreview1;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.modelspec.rego.wasm.OpaModule;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * OPA as WebAssembly in the JVM: one instance of the Go module in {@code src/main/go}. Its thread has a stack of
 * {@link #STACK_BYTES}.
 */
final class OpaReactor implements Opa {
    /** Go's parser and compiler recurse over the syntax tree; each Wasm call takes a few JVM frames. */
    static final long STACK_BYTES = 256L << 20;

    /** What the build leaves: the module without code and data, and the state of an instance that has started. */
    static final String DECLARATIONS = "wasm/opa.declarations";

    static final String IMAGE = "wasm/opa.image";

    /** The digest of the image. */
    static final String IDENTITY = "wasm/opa.digest";

    /** A gibibyte, in pages of 64 KiB. */
    private static final int MAX_PAGES = 1 << 14;

    private final Instance instance;
    private final ExportFunction alloc;
    private final ExportFunction release;
    private final ExportFunction call;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    private OpaReactor(WasmModule module) {
        var console = new PrintStream(log, true, StandardCharsets.UTF_8);
        var wasi = WasiPreview1.builder()
                .withOptions(WasiOptions.builder()
                        .withStdout(console)
                        .withStderr(console)
                        .build())
                .build();
        instance = Instance.builder(module)
                .withMachineFactory(OpaModule::create)
                .withMemoryFactory(limits -> new FlatMemory(new MemoryLimits(limits.initialPages(), MAX_PAGES)))
                .withImportValues(ImportValues.builder()
                        .addFunction(wasi.toHostFunctions())
                        .build())
                .withStart(false)
                .build();
        alloc = instance.export("alloc");
        release = instance.export("release");
        call = instance.export("call");
    }

    /** A reactor that is ready at once. */
    static OpaReactor ready() {
        try (InputStream declarations = resource(DECLARATIONS);
                var image = new DataInputStream(new BufferedInputStream(resource(IMAGE), 1 << 16))) {
            var reactor = new OpaReactor(Declarations.readWithCode(declarations.readAllBytes()));
            MemoryImage.restore(reactor.instance, image);
            return reactor;
        } catch (IOException e) {
            throw new ToolchainException("OPA's image cannot be read: " + e.getMessage(), e);
        }
    }

    /** What tells one build of OPA from another. */
    static String identity() {
        return Identity.TEXT;
    }

    /** Read when it is needed. */
    private static final class Identity {
        private static final String TEXT = read();

        private static String read() {
            try (InputStream identity = resource(IDENTITY)) {
                return new String(identity.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new ToolchainException("OPA's digest cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream resource = OpaReactor.class.getResourceAsStream(name);
        if (resource == null) {
            throw new IOException("there is no " + name);
        }
        return resource;
    }

    /** A reactor whose Go runtime has to start, which takes seconds. */
    static OpaReactor started() {
        var reactor = new OpaReactor(OpaModule.load());
        reactor.instance.export("_initialize").apply();
        return reactor;
    }

    /** Writes the state that {@link #ready} begins with. */
    void writeImage(DataOutputStream out) throws IOException {
        MemoryImage.write(instance, out);
    }

    @Override
    public byte[] call(byte[] request) {
        int address = (int) alloc.apply(request.length)[0];
        instance.memory().write(address, request);
        long response = call.apply(address, request.length)[0];
        release.apply(address);
        int responseAddress = (int) (response >>> 32);
        byte[] bytes = instance.memory().readBytes(responseAddress, (int) response);
        release.apply(responseAddress);
        return bytes;
    }

    @Override
    public String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    @Override
    public String moreMemory() {
        return ", or, if Java's heap has less than that, give it a larger one (-Xmx3g)";
    }

    @Override
    public void close() {
        // The garbage collector does it.
    }
}
