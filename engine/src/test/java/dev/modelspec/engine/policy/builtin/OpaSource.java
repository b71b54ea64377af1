package dev.modelspec.engine.policy.builtin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The source of the OPA module which our toolchain is built from, as the Go command keeps it. */
final class OpaSource {
    private static final Path OUR_GO_MODULE = Path.of("../rego/src/main/go");
    private static final String OPA = "github.com/open-policy-agent/opa";

    private OpaSource() {}

    /** The folder of the module's source; downloads it if it is not there. */
    static Path folder() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of("go", "mod", "download", "-json", OPA))
                .directory(OUR_GO_MODULE.toFile())
                .start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String problem = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("go mod download: " + answer + problem);
        }
        return Path.of(JsonMapper.shared().readTree(answer).required("Dir").asString());
    }
}
