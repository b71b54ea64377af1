package dev.modelspec.rego;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

/** Reads what OPA answers: a result, errors that the author of the Rego can mend, or a fault, which is ours. */
final class OpaResponse {
    /** What a response begins with that has a result, and nothing else. */
    private static final byte[] RESULT = "{\"result\":".getBytes(StandardCharsets.UTF_8);

    private OpaResponse() {}

    /** The result. */
    static JsonNode result(String command, byte[] text) throws RegoException {
        JsonNode response = JsonText.read(text);
        if (response.has("fault")) {
            throw new ToolchainException(command + ": " + response.path("fault").asString(), null);
        }
        if (response.has("errors")) {
            throw new RegoException(response.path("errors")
                    .valueStream()
                    .map(error -> new RegoError(
                            error.path("code").asString(""),
                            error.path("message").asString(""),
                            error.path("file").isMissingNode()
                                    ? null
                                    : error.path("file").asString(),
                            error.path("row").asInt(0),
                            error.path("column").asInt(0)))
                    .toList());
        }
        return response.path("result");
    }

    /** The result, as OPA wrote it. */
    static String resultText(String command, byte[] text) throws RegoException {
        if (Arrays.mismatch(text, RESULT) == RESULT.length) {
            return new String(text, RESULT.length, text.length - RESULT.length - 1, StandardCharsets.UTF_8);
        }
        return result(command, text).toString();
    }
}
