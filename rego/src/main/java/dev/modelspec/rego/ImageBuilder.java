package dev.modelspec.rego;

import com.dylibso.chicory.wasm.types.SectionId;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Starts OPA, lets it work a little, and keeps the state it is then in; run by the build.
 *
 * <p>Arguments: the folder of the classes, which has {@code OpaModule.meta}, what Chicory leaves of the Wasm. Written are
 * {@link OpaReactor#DECLARATIONS} and {@link OpaReactor#IMAGE}.
 */
final class ImageBuilder {

    /** Whatever OPA does once only, such as reading its own tables, it does for these. */
    private static final String[] WARM_UP = {
        "{\"command\": \"compile\", \"arguments\": {\"files\": {\"p/p.rego\": \"package p\\n\\nr contains x if some x in input.a\"},"
                + " \"paths\": [\"p\"], \"entrypoints\": [\"p/r\"], \"inputSchema\": {\"type\": \"object\"}}}",
        "{\"command\": \"test\", \"arguments\": {\"files\": {\"p.rego\": \"package p\\n\\ntest_x if 1 == 1\\n\\ntest_y if 1 == 2\"},"
                + " \"timeoutMillis\": 60000, \"coverage\": true}}",
        "{\"command\": \"format\", \"arguments\": {\"files\": {\"p.rego\": \"package p\"}}}"
    };

    private ImageBuilder() {}

    /** See the class. */
    public static void main(String[] arguments) throws Exception {
        Path classes = Path.of(arguments[0]).resolve("dev/modelspec/rego");
        Path meta = classes.resolve("wasm/OpaModule.meta");
        Path image = classes.resolve(OpaReactor.IMAGE);
        if (Files.exists(image) && Files.getLastModifiedTime(image).compareTo(Files.getLastModifiedTime(meta)) > 0) {
            return;
        }
        Files.write(classes.resolve(OpaReactor.DECLARATIONS), withoutData(Files.readAllBytes(meta)));
        var failure = new Throwable[1];
        var thread = new Thread(
                null,
                () -> {
                    try {
                        byte[] bytes = image();
                        Files.writeString(classes.resolve(OpaReactor.IDENTITY), sha256(bytes));
                        Files.write(image, bytes);
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

    /** Drops the data of a module: the image has what they would set. */
    private static byte[] withoutData(byte[] wasm) {
        return WasmSections.write(WasmSections.read(wasm).stream()
                .filter(section -> section.id() != SectionId.DATA && section.id() != SectionId.DATA_COUNT)
                .toList());
    }
}
