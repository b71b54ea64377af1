package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the manifest of a bundle says. That there is a {@code policy.wasm} is not in it: a program {@code opa} that was built without
 * WebAssembly, as many are, then evaluates the Rego instead of giving up.
 *
 * @param revision which version of the policies it is; empty if it does not say
 * @param roots the parts of {@code data} that it owns, slash-separated; an empty one is all
 * @param format the version of our own part of it; 0 if this tool did not make it
 */
public record BundleManifest(String revision, List<String> roots, int format) {
    static final String FILE = ".manifest";

    /** The newest format that is known. */
    static final int FORMAT = 1;

    public BundleManifest {
        roots = List.copyOf(roots);
    }

    /**
     * Reads the manifest of a bundle, which may have none.
     *
     * @throws ConfigurationException if it is not JSON
     */
    public static BundleManifest of(BundleArchive bundle) {
        byte[] text = bundle.files().get(FILE);
        if (text == null) {
            return new BundleManifest("", List.of(""), 0);
        }
        JsonNode json = BundleJson.read(bundle, FILE, text);
        JsonNode roots = json.path("roots");
        return new BundleManifest(
                json.path("revision").asString(""),
                roots.isArray()
                        ? roots.valueStream().map(root -> root.asString("")).toList()
                        : List.of(""),
                format(json.path("metadata").path("modelspec").path("format")));
    }

    /** What is no format that anybody knows is newer than all of them. */
    private static int format(JsonNode format) {
        if (format.isMissingNode()) {
            return 0;
        }
        return format.isIntegralNumber() && format.canConvertToInt() ? format.intValue() : Integer.MAX_VALUE;
    }

    /** The manifest as OPA reads it. */
    static byte[] write(@Nullable String revision, List<String> roots) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("revision", revision);
        var list = json.putArray("roots");
        roots.forEach(list::add);
        json.put("rego_version", 1);
        json.putObject("metadata").putObject("modelspec").put("format", FORMAT);
        return BundleJson.MAPPER.writeValueAsBytes(json);
    }

    /** The digest of files, to tell one version of policies from another. */
    static String revisionOf(SortedMap<String, byte[]> files) {
        var all = Digests.algorithm();
        files.forEach((name, content) -> {
            // Names have no control characters, and the hash is of a fixed length: nothing can be mistaken for
            // something else.
            all.update((name + "\n" + Digests.sha256(content) + "\n").getBytes(StandardCharsets.UTF_8));
        });
        return "sha256:" + HexFormat.of().formatHex(all.digest());
    }
}
