package dev.modelspec.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.source.SourceText;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceLinesTest {
    @Test
    void linesEndInAnyOfThreeWays() {
        SourceLines lines = of("a\nb\r\nc\rd");

        assertThat(IntStream.rangeClosed(0, 5).mapToObj(lines::line)).containsExactly("", "a", "b", "c", "d", "");
    }

    @Test
    void theByteOrderMarkIsNoPartOfTheFirstLine() {
        assertThat(of("\ufeffa: b").line(1)).isEqualTo("a: b");
    }

    @Test
    void bytesThatAreNoTextAreReplaced() {
        assertThat(new SourceLines(new byte[] {'a', (byte) 0xff, '\n', 'b'}, List.of()).line(1))
                .isEqualTo("a\ufffd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a", "a\n\nb", "a\r\rb\r\n", "\r\n\n\r", "😀\nx"})
    void theyAreCountedAsRegionsCountThem(String text) {
        SourceText regions = new SourceText(text);
        SourceLines lines = of(text);
        for (int offset = 0; offset < text.length(); offset++) {
            int start = offset;
            if (text.charAt(offset) == '\n' || text.charAt(offset) == '\r') {
                continue;
            }
            assertThat(lines.line(regions.region(offset, offset).startLine()))
                    .contains(text.substring(start, start + 1));
        }
        assertThat(lines.line(regions.region(text.length(), text.length()).startLine() + 1))
                .isEmpty();
    }

    private static SourceLines of(String text) {
        return new SourceLines(text.getBytes(StandardCharsets.UTF_8), List.of());
    }
}
