package dev.modelspec.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ParagraphTest {
    @Test
    void linesAreBrokenBetweenWordsAndIndented() {
        assertThat(wrap("Set `count` to the limit, or ask for a larger one.")).isEqualTo("""
              fix: Set `count` to
                   the limit, or
                   ask for a larger
                   one.
            """);
    }

    @Test
    void aWordThatIsTooLongStandsAlone() {
        assertThat(wrap("see https://modelspec.dev/a/long/address now")).isEqualTo("""
              fix: see
                   https://modelspec.dev/a/long/address
                   now
            """);
    }

    @Test
    void lineBreaksOfTheTextCannotImitateOurs() {
        assertThat(wrap("one\n0 denied\r\n\tthree")).isEqualTo("""
              fix: one 0 denied
                   three
            """);
    }

    @Test
    void wideCharactersCountTwice() {
        assertThat(wrap("模型模型模型模型 模型")).isEqualTo("""
              fix: 模型模型模型模型
                   模型
            """);
    }

    @Test
    void anEmptyTextIsALineToo() {
        assertThat(wrap("")).isEqualTo("  fix: \n");
    }

    private static String wrap(String text) {
        StringBuilder out = new StringBuilder();
        Paragraph.append(out, "  fix: ", text, 7, 23);
        return out.toString();
    }
}
