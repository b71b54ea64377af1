package dev.modelspec.engine.policy.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.engine.policy.wasm.PolicyData;
import dev.modelspec.engine.policy.wasm.PolicyModule;
import dev.modelspec.engine.policy.wasm.PolicyPool;
import dev.modelspec.rego.RegoToolchain;
import dev.modelspec.rego.Workspace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Values on their way between Wasm and the host. */
@Tag("slow")
class WasmExchangeTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String POLICY = """
        package exchange

        # Strings go to the host and come back.
        echo := sprintf("%s", [input.text])

        # An error of a builtin is undefined and no fault.
        undefined_call := {"called": units.parse("nonsense")}

        default fallback := "fallback"

        fallback := units.parse("nonsense")

        # Sets, and keys which are no strings, stay what they are in both directions.
        patched := y if {
        	y := json.patch({"s": {1, 2}, 3: "three"}, [{"op": "remove", "path": ["s", 1]}])
        	is_set(y.s)
        	y[3] == "three"
        }

        # Each call has the time of the evaluation.
        times := {time.now_ns() | some i in numbers.range(1, 50); i > 0}

        # Bytes which are no text reach the host as they are.
        bytes := hex.encode(base64.decode("//4A"))

        digest := crypto.sha256(base64.decode("//4A"))

        # But they cannot come back.
        binary := count(hex.decode("fffe"))

        printed if {
        	print("to nobody")
        	true
        }
        """;

    private static final List<String> RULES =
            List.of("echo", "undefined_call", "fallback", "patched", "times", "binary", "printed", "bytes", "digest");

    private static PolicyModule module;

    @BeforeAll
    static void compile() throws Exception {
        try (RegoToolchain toolchain = new RegoToolchain()) {
            Workspace workspace = Workspace.of(Map.of("exchange.rego", POLICY));
            List<String> entrypoints =
                    RULES.stream().map(rule -> "exchange/" + rule).toList();
            module = PolicyModule.compile(
                    toolchain
                            .compile(workspace, List.of("exchange.rego"), entrypoints)
                            .wasm(),
                    null);
        }
    }

    @Test
    void bytesWhichAreNoTextReachTheHost() {
        assertThat(result("bytes")).isEqualTo("\"fffe00\"");
        assertThat(result("digest")).isEqualTo("\"ba778c0261008c8f71ae4061ad0162ffcbe63b52c91f89f236738131d1217ec7\"");
    }

    @Test
    void textOfAllKindsComesBackAsItWas() {
        String text = "\u0000\u0001\b\t\n\r\u001f \"\\/\u007f\u0085\u00e9\u2028\ufeff\uffff\ud83d\udca5 end";

        assertThat(evaluate("echo", Map.of("text", text))
                        .required(0)
                        .required("result")
                        .asString())
                .isEqualTo(text);
    }

    @Test
    void aCallWithoutResultIsUndefined() {
        assertThat(evaluate("undefined_call", Map.of())).isEmpty();
        assertThat(result("fallback")).isEqualTo("\"fallback\"");
    }

    @Test
    void setsAndKeysOfAnyTypeStayWhatTheyAre() {
        assertThat(RegoValue.parse(result("patched"))).isEqualTo(RegoValue.parse("{\"3\": \"three\", \"s\": [2]}"));
    }

    @Test
    void theTimeStandsStillWhileAPolicyIsEvaluated() {
        assertThat(result("times")).isEqualTo("[1795515630123456789]");
    }

    @Test
    void bytesWhichAreNoTextAreAFaultOnTheWayBack() {
        assertThatThrownBy(() -> evaluate("binary", Map.of()))
                .isInstanceOf(GovernanceException.class)
                .hasMessageContaining("not Unicode text");
    }

    @Test
    void callsOfPrintAreGone() {
        assertThat(result("printed")).isEqualTo("true");
    }

    private static String result(String rule) {
        return evaluate(rule, Map.of()).required(0).required("result").toString();
    }

    private static JsonNode evaluate(String rule, Map<String, String> input) {
        var noData = new PolicyData("{}".getBytes(StandardCharsets.UTF_8));
        var context = new BuiltinContext(Instant.parse("2026-11-24T10:20:30.123456789Z"));
        try (PolicyPool pool = new PolicyPool(module, "exchange/" + rule, Duration.ofSeconds(10))) {
            return JSON.readTree(pool.evaluate(noData, JSON.writeValueAsBytes(input), context));
        }
    }
}
