package dev.modelspec.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DiffTest {
    @Test
    void linesInCommonStay() {
        assertThat(DiffLine.between(List.of("a", "b", "c"), List.of("b", "x", "c")))
                .extracting(line -> line.kind().mark() + line.text())
                .containsExactly("-a", " b", "+x", " c");
    }

    @Test
    void aUnifiedDiffHasThreeLinesAroundEachChange() {
        String before = numbers(1, 30);
        String after = before.replace("\n5\n", "\nfive\n").replace("\n20\n", "\n20\n20.5\n");

        assertThat(UnifiedDiff.of("x.rego", before, after)).isEqualTo("""
                        --- x.rego.orig
                        +++ x.rego
                        @@ -2,7 +2,7 @@
                         2
                         3
                         4
                        -5
                        +five
                         6
                         7
                         8
                        @@ -18,6 +18,7 @@
                         18
                         19
                         20
                        +20.5
                         21
                         22
                         23
                        """);
    }

    @Test
    void changesNextToEachOtherShareAHunk() {
        assertThat(UnifiedDiff.of(
                        "x", numbers(1, 9), numbers(1, 9).replace("2", "two").replace("8", "eight")))
                .containsOnlyOnce("@@ -1,9 +1,9 @@");
    }

    @Test
    void aLineThatIsNotEndedIsARemark() {
        assertThat(UnifiedDiff.of("x", "a", "a\n"))
                .isEqualTo("--- x.orig\n+++ x\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
    }

    @Test
    void thereIsNoDifferenceBetweenTheSame() {
        assertThat(UnifiedDiff.of("x", "a\n", "a\n")).isEmpty();
    }

    private static String numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(number -> number + "\n").collect(Collectors.joining());
    }
}
