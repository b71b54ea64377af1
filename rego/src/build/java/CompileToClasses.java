import com.dylibso.chicory.build.time.compiler.Config;
import com.dylibso.chicory.build.time.compiler.Generator;
import com.dylibso.chicory.compiler.InterpreterFallback;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Turns a Wasm module into JVM classes, unless that was done for the very same bytes.
 *
 * <p>Run by the build as a single source file in a JVM of its own, so that its heap does not depend on Maven's. Arguments:
 * the module, the name of the class to make, the folder for sources, the folder for classes and the module's metadata, and what
 * to do with a function that is too large for the JVM: {@code SILENT} keeps it to be interpreted, {@code FAIL} fails.
 */
class CompileToClasses {
    public static void main(String[] arguments) throws Exception {
        Path module = Path.of(arguments[0]);
        String name = arguments[1];
        Path sources = Path.of(arguments[2]);
        Path classes = Path.of(arguments[3]);
        var tooLarge = InterpreterFallback.valueOf(arguments[4]);

        Path stamp = classes.resolveSibling(name + ".stamp");
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(module)));
        if (Files.exists(stamp) && Files.readString(stamp).equals(digest)) {
            return;
        }
        System.out.println("Compiling " + module.getFileName() + " to JVM classes");
        var generator = new Generator(Config.builder()
                .withWasmFile(module)
                .withName(name)
                .withTargetSourceFolder(sources)
                .withTargetClassFolder(classes)
                .withTargetWasmFolder(classes)
                .withInterpreterFallback(tooLarge)
                .build());
        var interpreted = generator.generateResources();
        generator.generateMetaWasm(interpreted);
        generator.generateSources();
        Files.writeString(stamp, digest);
    }
}
