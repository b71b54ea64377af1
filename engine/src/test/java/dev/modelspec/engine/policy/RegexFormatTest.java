package dev.modelspec.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexFormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            value = {
                "(              ¦ missing closing ): `(`",
                "(?!x)TOKEN     ¦ invalid or unsupported Perl syntax: `(?!`",
                "(?<![A-Z])x    ¦ invalid named capture: `(?<![A-Z])x`",
                "(?x)TOKEN      ¦ invalid or unsupported Perl syntax: `(?x`",
                "TOKEN\\Z       ¦ invalid escape sequence: `\\Z`",
                "a{1001}        ¦ invalid repeat count: `{1001}`",
            })
    void whatOpaDoesNotTakeIsSaid(String expression, String problem) {
        assertThat(new RegexFormat().problem(expression)).isEqualTo("is no regular expression of OPA: " + problem);
    }

    @Test
    void oneThatIsTooLargeIsNotTaken() {
        assertThat(new RegexFormat().problem("(" + "ab".repeat(150) + "){1000}"))
                .contains("too large, with its repetitions written out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "(?i)(^|[_.-])token$",
                "\\bAKIA[A-Z2-7]{16}\\b",
                "\\pL{400}",
                ".{0,1000}",
                "[^\\pL]{100}",
                "(\\pL|\\pN){900}"
            })
    void whatOpaTakesIsRight(String expression) {
        assertThat(new RegexFormat().problem(expression)).isNull();
    }
}
