package dev.modelspec.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "deploy/chat.yaml", "größe", "שלום", "模型", "😀👩‍💻👍🏽", "می\u200cخواهم", "\ufffd"})
    void textStaysAsItIs(String text) {
        assertThat(Printable.of(text)).isSameAs(text);
    }

    @Test
    void whatATerminalObeysIsEscaped() {
        assertThat(Printable.of("\u001b]0;title\u0007\u009b31m")).isEqualTo("\\u001b]0;title\\u0007\\u009b31m");
        assertThat(Printable.of("a\rb\nc\td\u007f")).isEqualTo("a\\u000db\\u000ac\\u0009d\\u007f");
    }

    @Test
    void whatChangesTheOrderOfReadingIsEscaped() {
        assertThat(Printable.of("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"))
                .isEqualTo("\\u202a\\u202b\\u202c\\u202d\\u202e\\u2066\\u2067\\u2068\\u2069\\u200e\\u200f\\u061c");
    }

    @Test
    void whatCannotBeSeenIsEscaped() {
        assertThat(Printable.of("a\u200bb\u2060\ufeff\u00ad\u2028\u2029"))
                .isEqualTo("a\\u200bb\\u2060\\ufeff\\u00ad\\u2028\\u2029");
    }

    @Test
    void halvesOfSurrogatePairsAreEscaped() {
        assertThat(Printable.of("\ud83d and \ude00")).isEqualTo("\\ud83d and \\ude00");
    }
}
