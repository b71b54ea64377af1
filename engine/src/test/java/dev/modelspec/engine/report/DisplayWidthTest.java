package dev.modelspec.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {
    @ParameterizedTest(name = "{2}")
    @CsvSource({
        "'', 0, nothing",
        "model, 5, Latin",
        "é, 1, a letter with its accent",
        "e\u0301, 1, a letter and an accent",
        "שלום, 4, Hebrew",
        "مرحبا, 5, Arabic",
        "模型, 4, Chinese",
        "モデル, 6, katakana",
        "ﾓﾃﾞﾙ, 4, halfwidth katakana",
        "모델, 4, Korean",
        "ＡＢ, 4, fullwidth Latin",
        "😀, 2, an emoji",
        "👍🏽, 2, an emoji with a skin tone",
        "👩‍💻, 2, two emoji joined",
        "⚠, 1, a symbol as text",
        "⚠️, 2, a symbol as emoji",
        "│…, 2, lines and dots",
        "a\u200bb, 2, a space without width"
    })
    void aTextTakesAsManyColumns(String text, int columns, String what) {
        assertThat(DisplayWidth.of(text)).as(what).isEqualTo(columns);
    }
}
