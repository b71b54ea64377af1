package dev.modelspec.engine.policy.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostBuiltinsTest {
    private static final BuiltinContext NOW = new BuiltinContext(Instant.parse("2026-11-24T10:20:30.123456789Z"));
    private static final BuiltinContext LATER = new BuiltinContext(Instant.parse("2026-11-24T10:20:30.123456790Z"));

    @Test
    void theTimeIsThatOfTheEvaluation() {
        assertThat(call("time.now_ns", NOW)).isEqualTo("1795515630123456789");
    }

    @Test
    void aUuidIsTheSameForTheSameKeyInAnEvaluation() {
        String uuid = call("uuid.rfc4122", NOW, "{\"a\": 1}");

        assertThat(call("uuid.rfc4122", NOW, "{\"a\": 1}")).isEqualTo(uuid);
        assertThat(call("uuid.rfc4122", NOW, "1")).isEqualTo(call("uuid.rfc4122", NOW, "1.0"));
    }

    @Test
    void aUuidIsAnotherOneForAnotherKeyOrEvaluation() {
        String uuid = call("uuid.rfc4122", NOW, "\"a\"");

        assertThat(call("uuid.rfc4122", NOW, "\"b\"")).isNotEqualTo(uuid);
        assertThat(call("uuid.rfc4122", LATER, "\"a\"")).isNotEqualTo(uuid);
    }

    @Test
    void aUuidIsOneOfVersionFour() {
        String text = call("uuid.rfc4122", NOW, "\"a\"");
        UUID uuid = UUID.fromString(((RegoString) RegoValue.parse(String.valueOf(text))).value());

        assertThat(List.of(uuid.version(), uuid.variant())).containsExactly(4, 2);
    }

    @Test
    void aBuiltinThatIsNotOfferedIsAFaultOfTheCaller() {
        assertThat(HostBuiltins.find("http.send")).isEmpty();
        assertThatThrownBy(() -> call("http.send", NOW, "{}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the host does not offer the builtin http.send");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hex.decode | \"ff\"",
                "urlquery.decode | \"%FF\"",
                "uri.parse | \"http://host/%FF\"",
                "yaml.marshal | \"a\u0085b\"",
                "yaml.unmarshal | \"!!timestamp 2026-11-24\""
            })
    void whatWasmCannotTakeOrWeCannotAnswerIsAFault(String builtin, String argument) {
        assertThatThrownBy(() -> call(builtin, NOW, argument)).isInstanceOf(BuiltinFault.class);
    }

    @Test
    void aRangeBeyondAllMemoryIsAFault() {
        assertThatThrownBy(() -> call("numbers.range_step", NOW, "0", "1e18", "1"))
                .isInstanceOf(BuiltinFault.class)
                .hasMessageContaining("5000000");
    }

    @Test
    void anInterruptEndsALongCall() {
        String graph =
                "{" + "\"a\": [\"a\", \"b\", \"c\"], \"b\": [\"a\", \"b\", \"c\"], \"c\": [\"a\", \"b\", \"c\"]}";
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> call("graph.reachable_paths", NOW, graph, "[\"a\"]"))
                    .isInstanceOf(BuiltinFault.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void anInterruptEndsASearchThroughALongText() {
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> call("regex.match", NOW, "\"x$\"", "\"" + "a".repeat(100_000) + "\""))
                    .isInstanceOf(BuiltinFault.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void aRegularExpressionThatIsTooLargeIsAFault() {
        String large = "\"(" + "ab".repeat(150) + "){1000}\"";

        assertThatThrownBy(() -> call("regex.match", NOW, large, "\"a\""))
                .isInstanceOf(BuiltinFault.class)
                .hasMessageContaining("too large");
    }

    @Test
    void deeplyNestedYamlIsAFaultAndNoStackOverflow() {
        String nested = "\"" + "[".repeat(1_500) + "]".repeat(1_500) + "\"";

        assertThatThrownBy(() -> call("yaml.unmarshal", NOW, nested))
                .isInstanceOf(BuiltinFault.class)
                .hasMessageContaining("1000 levels");
    }

    @Test
    void anAliasBombIsUndefined() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\\n");
        for (int i = 1; i < 10; i++) {
            String alias = "*a" + (i - 1);
            bomb.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(10, alias)) + "]\\n");
        }

        assertThat(call("yaml.unmarshal", NOW, "\"" + bomb + "\"")).isNull();
    }

    @Test
    void aLongVersionDoesNotOverflowTheStack() {
        String version = "\"1.0.0-" + "a.".repeat(100_000) + "a\"";

        assertThat(call("semver.is_valid", NOW, version)).isEqualTo("true");
    }

    private static @Nullable String call(String name, BuiltinContext context, String... arguments) {
        RegoValue answer = HostBuiltins.call(
                name, context, Arrays.stream(arguments).map(RegoValue::parse).toList());
        return answer == null ? null : answer.toText();
    }
}
