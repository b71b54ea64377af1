package dev.modelspec.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.modelspec.engine.finding.GovernanceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class SchemaReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"modelspec.v0.1.json", "profile.v1alpha1.json", "context.v0.1.json", "check-report.v1alpha1.json"
            })
    void our_schemas_are_read_as_by_any_json_parser(String name) throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/dev/modelspec/schema/" + name)) {
            assertThat(SchemaValidator.resource(name).toString())
                    .isEqualTo(JsonMapper.shared()
                            .readTree(Objects.requireNonNull(in))
                            .toString());
        }
    }

    @Test
    void everything_that_json_has_is_read() {
        String json = """
            {"a": [1, -2, 1.5, 2e3, 12345678901234567890, true, false, null, {}, [], "", "\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9🤖"], "b" :"c"}
            """;

        assertThat(SchemaReader.read("a.json", json).toString())
                .isEqualTo("{\"a\":[1,-2,1.5,2000,12345678901234567890,true,false,null,{},[],\"\","
                        + "\"\\\"\\\\/\\b\\f\\n\\r\\té🤖\"],\"b\":\"c\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[",
                "\"",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "[1,]",
                "[1 2]",
                "{a: 1}",
                "tru",
                "nul",
                "1 2",
                "{} x",
                "\"\\x\"",
                "\"\\u12\"",
                "-",
                "1e",
                "[1",
                "'a'",
                "]",
                "\"a\\",
            })
    void what_is_no_json_is_our_fault(String json) {
        assertThatThrownBy(() -> SchemaReader.read("a.json", json))
                .isInstanceOf(GovernanceException.class)
                .hasMessageStartingWith("The schema a.json is not valid JSON at offset ");
    }
}
