package dev.modelspec.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.modelspec.engine.source.Region;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {
    private static final int WIDTH = 40;

    @Test
    void theCaretsStandUnderTheRegion() {
        assertThat(show("  count: 16", 10, 12)).isEqualTo("""
              count: 16
                     ^^
            """);
    }

    @Test
    void anEmptyRegionHasOneCaret() {
        assertThat(show("a: b", 1, 1)).isEqualTo("""
            a: b
            ^
            """);
    }

    @Test
    void aRegionAfterTheLastCharacterIsShownThere() {
        assertThat(show("a:", 3, 3)).isEqualTo("""
            a:
              ^
            """);
    }

    @Test
    void aRegionThatEndsOnALaterLineGoesToTheEndOfItsFirst() {
        Region region = new Region(1, 4, 3, 2);

        assertThat(Excerpt.of("a: |-", region, WIDTH)).isEqualTo(new Excerpt("a: |-", 3, 2));
    }

    @Test
    void tabsBecomeSpacesAndTheCaretFollows() {
        assertThat(show("\tab\tc: d", 5, 6)).isEqualTo("""
                ab  c: d
                    ^
            """);
    }

    @Test
    void wideCharactersTakeTwoColumns() {
        assertThat(show("名前: 😀x", 5, 6)).isEqualTo("""
            名前: 😀x
                  ^^
            """);
        assertThat(show("名前: 😀x", 6, 7)).isEqualTo("""
            名前: 😀x
                    ^
            """);
    }

    @Test
    void marksThatCombineTakeNone() {
        assertThat(show("e\u0301: x", 5, 6)).isEqualTo("""
            e\u0301: x
               ^
            """);
    }

    @Test
    void rightToLeftTextIsMeasuredAsItIsWritten() {
        assertThat(show("שם: x", 5, 6)).isEqualTo("""
            שם: x
                ^
            """);
    }

    @Test
    void whatMovesTheCursorIsShownAsAnEscape() {
        assertThat(show("a\u001b[2J: b", 7, 8)).isEqualTo("""
            a\\u001b[2J: b
                       ^
            """);
        assertThat(show("\u202ea: b", 1, 2)).isEqualTo("""
            \\u202ea: b
            ^^^^^^
            """);
    }

    @Test
    void aLongLineIsCutAfterTheRegion() {
        assertThat(show("key: " + "x".repeat(100), 1, 4)).isEqualTo("""
            key: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
            ^^^
            """);
    }

    @Test
    void aLongLineIsCutOnBothSidesOfTheRegion() {
        assertThat(show("0123456789".repeat(6) + "value" + "0123456789".repeat(6), 61, 66))
                .isEqualTo("""
                    …4567890123456789value01234567890123456…
                                     ^^^^^
                    """);
    }

    @Test
    void aRegionAtTheEndOfALongLineLeavesNoRoomUnused() {
        assertThat(show("0123456789".repeat(6) + ": no", 63, 65)).isEqualTo("""
            …56789012345678901234567890123456789: no
                                                  ^^
            """);
    }

    @Test
    void aLineThatJustFitsIsNotCut() {
        String line = "0123456789".repeat(4);

        assertThat(Excerpt.of(line, new Region(1, 1, 1, 2), WIDTH)).isEqualTo(new Excerpt(line, 0, 1));
    }

    @Test
    void aRegionThatIsLongerThanTheLineShowsItsBeginning() {
        assertThat(show("key: " + "x".repeat(50) + "yyy", 6, 59)).isEqualTo("""
            …xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
            """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "😀", "\t", "\u0007", "e\u0301", "名"})
    void nothingIsEverWiderThanAllowed(String piece) {
        for (int length = 1; length <= 90; length++) {
            String line = piece.repeat(length);
            int columns = line.codePointCount(0, line.length()) + 1;
            for (int column = 1; column <= columns; column++) {
                Excerpt excerpt = Excerpt.of(line, new Region(1, column, 1, column + 7), WIDTH);

                assertThat(DisplayWidth.of(excerpt.text())).isLessThanOrEqualTo(WIDTH);
                assertThat(excerpt.caretWidth()).isPositive();
                assertThat(excerpt.caretStart() + excerpt.caretWidth()).isBetween(1, WIDTH);
            }
        }
    }

    private static String show(String line, int startColumn, int endColumn) {
        Excerpt excerpt = Excerpt.of(line, new Region(1, startColumn, 1, endColumn), WIDTH);
        return excerpt.text() + "\n" + " ".repeat(excerpt.caretStart()) + "^".repeat(excerpt.caretWidth()) + "\n";
    }
}
