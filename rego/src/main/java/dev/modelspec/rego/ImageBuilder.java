package dev.modelspec.rego;

import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.NameCustomSection;
import com.dylibso.chicory.wasm.types.SectionId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Starts OPA, lets it work a little, and keeps the state it is then in; run by the build.
 *
 * <p>Arguments: the folder of the classes, which has {@code OpaModule.meta}, what Chicory leaves of the Wasm; the Wasm; the folder to
 * write {@link OpaReactor#DECLARATIONS}, {@link OpaReactor#IMAGE} and {@link OpaReactor#IDENTITY} to, as resources.
 */
final class ImageBuilder {

    /** The name of a function that sets up a package, or a table of it. */
    private static final Pattern INITIALISER = Pattern.compile("\\.(map\\.)?init(\\.\\d+)?$");

    /** Whatever OPA does once only, such as reading its own tables, it does for these. */
    private static final List<String> WARM_UP = List.of(
            request(
                    "compile",
                    "p/p.rego",
                    "package p\n\nr contains x if some x in input.a",
                    "\"paths\": [\"p\"], \"entrypoints\": [\"p/r\"], \"inputSchema\": {\"type\": \"object\"}"),
            request(
                    "test",
                    "p.rego",
                    "package p\n\ntest_x if 1 == 1\n\ntest_y if 1 == 2",
                    "\"timeoutMillis\": 60000, \"coverage\": true"),
            request("format", "p.rego", "package p", "\"strict\": false"));

    private ImageBuilder() {}

    /** See the class. */
    public static void main(String[] arguments) throws Exception {
        String place = "dev/modelspec/rego";
        Path meta = Path.of(arguments[0]).resolve(place).resolve("wasm/OpaModule.meta");
        Path out = Path.of(arguments[2]).resolve(place);
        Files.createDirectories(out.resolve(OpaReactor.IMAGE).getParent());
        WasmModule module = Parser.parse(Path.of(arguments[1]));
        NameCustomSection names = module.nameSection();
        Files.write(
                out.resolve(OpaReactor.DECLARATIONS),
                declarations(
                        Files.readAllBytes(meta),
                        function -> Objects.requireNonNull(names.nameOfFunction(function)),
                        module.importSection().count(ExternalType.FUNCTION)));
        var failure = new Throwable[1];
        var thread = new Thread(
                null,
                () -> {
                    try {
                        byte[] bytes = image();
                        Files.writeString(out.resolve(OpaReactor.IDENTITY), sha256(bytes));
                        Files.write(out.resolve(OpaReactor.IMAGE), bytes);
                    } catch (Exception | StackOverflowError e) {
                        failure[0] = e;
                    }
                },
                "image",
                OpaReactor.STACK_BYTES);
        thread.start();
        thread.join();
        if (failure[0] != null) {
            throw new IOException("OPA did not start", failure[0]);
        }
    }

    /** A request about one file, which is attached. */
    private static String request(String command, String path, String rego, String arguments) {
        return "{\"command\": \"" + command + "\", \"arguments\": {\"files\": [{\"path\": \"" + path + "\", \"size\": "
                + rego.length() + "}], " + arguments + "}}\0" + rego;
    }

    private static byte[] image() throws IOException {
        var reactor = OpaReactor.started();
        for (String request : WARM_UP) {
            String response =
                    new String(reactor.call(request.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
            if (!response.startsWith("{\"result\"")) {
                throw new IOException("OPA answers " + response + " to " + request);
            }
        }
        var bytes = new ByteArrayOutputStream();
        reactor.writeImage(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static String sha256(byte[] bytes) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    /**
     * Drops what OPA needs no more once it has started: the data, which the image has, and the functions that set up packages. Two of
     * these are so large that the JVM cannot compile them, and reading them takes longer than all else.
     *
     * @param meta the module as Chicory leaves it: without the code that it compiled
     * @param names its functions' names
     */
    private static byte[] declarations(byte[] meta, IntFunction<String> names, int imports) {
        WasmFunctions functions = WasmFunctions.read(meta);
        var initialisers = new BitSet();
        for (int i = 0; i < functions.count(); i++) {
            initialisers.set(i, INITIALISER.matcher(names.apply(imports + i)).find());
        }
        return WasmSections.write(WasmSections.read(functions.without(initialisers)).stream()
                .filter(section -> section.id() != SectionId.DATA && section.id() != SectionId.DATA_COUNT)
                .toList());
    }
}
