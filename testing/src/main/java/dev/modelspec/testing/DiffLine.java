package dev.modelspec.testing;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a difference.
 *
 * @param kind whether it is expected, there, or both
 * @param text the line
 */
public record DiffLine(Kind kind, String text) {
    /** More lines than this are not compared line by line, which takes the product of both. */
    private static final int MANY = 2000;

    /** Which side a line is on. */
    public enum Kind {
        SAME(' '),
        EXPECTED('-'),
        ACTUAL('+');

        private final char mark;

        Kind(char mark) {
            this.mark = mark;
        }

        /** The first character of the line in a report. */
        public char mark() {
            return mark;
        }
    }

    /** The shortest way from what was expected to what there is. */
    static List<DiffLine> between(List<String> expected, List<String> actual) {
        var lines = new ArrayList<DiffLine>();
        if (expected.size() > MANY || actual.size() > MANY) {
            expected.forEach(line -> lines.add(new DiffLine(Kind.EXPECTED, line)));
            actual.forEach(line -> lines.add(new DiffLine(Kind.ACTUAL, line)));
            return lines;
        }
        int[][] common = common(expected, actual);
        int i = 0;
        int j = 0;
        while (i < expected.size() || j < actual.size()) {
            if (i < expected.size() && j < actual.size() && expected.get(i).equals(actual.get(j))) {
                lines.add(new DiffLine(Kind.SAME, expected.get(i++)));
                j++;
            } else if (j == actual.size() || (i < expected.size() && common[i + 1][j] >= common[i][j + 1])) {
                lines.add(new DiffLine(Kind.EXPECTED, expected.get(i++)));
            } else {
                lines.add(new DiffLine(Kind.ACTUAL, actual.get(j++)));
            }
        }
        return lines;
    }

    /** How many lines the rests of both have in common, from each pair of lines on. */
    private static int[][] common(List<String> expected, List<String> actual) {
        int[][] common = new int[expected.size() + 1][actual.size() + 1];
        for (int i = expected.size() - 1; i >= 0; i--) {
            for (int j = actual.size() - 1; j >= 0; j--) {
                common[i][j] = expected.get(i).equals(actual.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
