package dev.modelspec.rego.build;

import dev.modelspec.rego.ContentDigest;
import dev.modelspec.rego.PolicyFolder;
import dev.modelspec.rego.RegoException;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.rego.RuleCatalog;
import dev.modelspec.rego.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compiles the policies that ship with the engine; run by the build of {@code policies/}.
 *
 * <p>Arguments: the folder of the policies, the JSON Schema of a ModelSpec, that of {@code input.context}, the folder to write
 * to. Written are {@code policy.wasm}, {@code data.json}, {@code catalog.json}, {@code input-schema.json},
 * {@code rego.json}, which maps the paths of the Rego files to their text and their package, and {@code identity}, a digest of the last two and of the Wasm.
 */
public final class BuildBundle {
    private static final JsonMapper JSON = JsonMapper.shared();

    private BuildBundle() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException, RegoException {
        String inputSchema = inputSchema(Path.of(arguments[1]), Path.of(arguments[2]));
        var files = PolicyFolder.read(Path.of(arguments[0]), "policies");
        Path output = Path.of(arguments[3]);
        Files.createDirectories(output);
        try (var toolchain = new RegoToolchain()) {
            var bundle = toolchain.compile(
                    Workspace.of(files).withInputSchema(inputSchema).strictly(),
                    List.of("policies"),
                    List.of("modelspec/main/report"));
            Files.write(output.resolve("policy.wasm"), bundle.wasm());
            write(output.resolve("data.json"), bundle.data());
            write(
                    output.resolve("catalog.json"),
                    RuleCatalog.of(bundle.modules()).toJson());
            Files.writeString(output.resolve("input-schema.json"), inputSchema);
            var rego = JSON.createObjectNode();
            bundle.modules()
                    .forEach(module -> rego.putObject(module.file())
                            .put("rego", files.get(module.file()))
                            .set("package", JSON.valueToTree(module.path())));
            write(output.resolve("rego.json"), rego);
            var identity = new ContentDigest().add(inputSchema).add(bundle.wasm());
            files.forEach((path, text) -> identity.add(path).add(text));
            Files.writeString(output.resolve("identity"), identity.hex());
        }
    }

    /** The schema that rules are type-checked against: a ModelSpec with the context of the question beside it. */
    private static String inputSchema(Path modelSpec, Path context) {
        JsonNode schema = JSON.readTree(modelSpec.toFile());
        schema.withObjectProperty("properties").set("context", JSON.readTree(context.toFile()));
        return InputTypes.of(schema).toString();
    }

    private static void write(Path path, JsonNode json) throws IOException {
        Files.writeString(path, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }
}
