package dev.modelspec.engine.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

/** What unquoted scalars of YAML mean. */
class PlainScalarTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
    void nothing(String s) {
        assertThat(PlainScalar.read(s)).isEqualTo(NullNode.getInstance());
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON"})
    void true_as_kubectl_and_PyYAML_have_it(String s) {
        assertThat(PlainScalar.read(s)).isEqualTo(BooleanNode.TRUE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF"})
    void false_as_kubectl_and_PyYAML_have_it(String s) {
        assertThat(PlainScalar.read(s)).isEqualTo(BooleanNode.FALSE);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0, 0",
        "7, 7",
        "+12, 12",
        "-12, -12",
        "2147483648, 2147483648",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "0x1F, 31",
        "0xff, 255",
        "0x7FFFFFFFFFFFFFFF, 9223372036854775807",
    })
    void integers(String s, long value) {
        JsonNode node = Objects.requireNonNull(PlainScalar.read(s));

        assertThat(node.isIntegralNumber()).isTrue();
        assertThat(node.longValue()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, 1.5",
        "1.10, 1.10",
        "-1.5, -1.5",
        "+1.5, 1.5",
        ".5, 0.5",
        "5., 5",
        "01.5, 1.5",
        "1.5e+3, 1.5E+3",
        "1.5E-3, 0.0015",
        "1.e+2, 1E+2",
        ".5e-1, 0.05",
        "0.1234567890123456789012345678901234567890, 0.1234567890123456789012345678901234567890",
        "1.7976931348623157e+308, 1.7976931348623157E+308",
    })
    void decimals_to_the_last_digit(String s, BigDecimal value) {
        assertThat(PlainScalar.read(s)).isEqualTo(DecimalNode.valueOf(value));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a100-80gb",
                "1.2.3",
                "v1",
                "2025-01",
                "2025-1",
                "25-01-15",
                "2025-01-15-b",
                "2025-001-15",
                "10.0.0.1:8080",
                "1:60",
                "1:2:99",
                "1:",
                "a:1",
                "0x",
                "0xG",
                "0b",
                "0b12",
                "0o8",
                "1e",
                "1e+",
                "e3",
                "-",
                "+",
                ".",
                "-.",
                "..",
                ".e3",
                "--1",
                "1-2",
                "1,5",
                "_1",
                "1_a",
                ".infinity",
                "+.nan",
                "nan",
                "inf",
                "yEs",
                "tRue",
                "nULL",
                "ye",
                "truee",
                "1 2",
                "0 ",
                "é",
                "🤖",
                "true or false",
                "/health",
                "1.2_3.4",
                "12:30-13:30",
                "2025-01-15x",
                "2025-01-15 x",
            })
    void text_to_every_reader(String s) {
        assertThat(PlainScalar.read(s)).isEqualTo(StringNode.valueOf(s));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "017",
                "-017",
                "+017",
                "00",
                "08",
                "0o17",
                "-0o17",
                "0O17",
                "0b11",
                "-0b1",
                "0B1",
                "-0x1F",
                "0X1F",
                "0x1_F",
                "1_000",
                "1_",
                "-1_000",
                "1_000.5",
                "0_1",
                "1:30",
                "01:30",
                "1:30:59",
                "-1:30",
                "1:30.5",
                "1_0:30",
                "y",
                "Y",
                "n",
                "N",
                "=",
                "<<",
                "2025-01-15",
                "2025-1-5",
                "2025-01-15T10:00:00Z",
                "2025-01-15t10:00:00",
                "2025-01-15 10:00:00 +1",
                "1e3",
                "1E3",
                "1e+3",
                "1.5e3",
                "-.5",
                "+.5e+3",
                "1e-5",
            })
    void two_things_to_different_readers(String s) {
        assertThat(PlainScalar.read(s)).isNull();
        assertThat(ScalarProblem.of(s))
                .satisfies(problem -> assertThat(problem.rule()).isEqualTo(SyntaxRule.AMBIGUOUS_SCALAR))
                .satisfies(problem -> assertThat(problem.message()).startsWith("Unquoted `" + s + "` is "))
                .satisfies(problem -> assertThat(problem.remediation()).contains("\"" + s + "\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".inf",
                ".Inf",
                ".INF",
                "-.inf",
                "+.INF",
                ".nan",
                ".NaN",
                ".NAN",
                "1e400",
                "-1.5e+400",
                "1.0e+309",
                "1e99999999999",
                "1.0e-400",
                "1.0e-99999999999",
                "9223372036854775808",
                "-9223372036854775809",
                "10000000000000000000000000000000000000000",
                "0xFFFFFFFFFFFFFFFF",
            })
    void numbers_that_no_reader_keeps(String s) {
        assertThat(PlainScalar.read(s)).isNull();
        assertThat(ScalarProblem.of(s).rule()).isEqualTo(SyntaxRule.NUMBER_RANGE);
    }
}
