package dev.modelspec.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which finding is which expectation. Each may stand for one only, and what an expectation leaves open must not take away the finding
 * that another needs; so this is a largest matching, by augmenting paths.
 */
final class FindingMatch {
    private static final int NONE = -1;

    private final List<ExpectedFinding> expected;
    private final List<ExpectedFinding> actual;
    private final int[] actualOf;
    private final int[] expectedOf;

    private FindingMatch(List<ExpectedFinding> expected, List<ExpectedFinding> actual) {
        this.expected = expected;
        this.actual = actual;
        this.actualOf = new int[expected.size()];
        this.expectedOf = new int[actual.size()];
        Arrays.fill(actualOf, NONE);
        Arrays.fill(expectedOf, NONE);
    }

    static FindingMatch of(List<ExpectedFinding> expected, List<ExpectedFinding> actual) {
        var match = new FindingMatch(expected, actual);
        for (int i = 0; i < expected.size(); i++) {
            match.find(i, new boolean[actual.size()]);
        }
        return match;
    }

    private boolean find(int wanted, boolean[] tried) {
        for (int j = 0; j < actual.size(); j++) {
            if (!tried[j] && expected.get(wanted).matches(actual.get(j))) {
                tried[j] = true;
                if (expectedOf[j] == NONE || find(expectedOf[j], tried)) {
                    actualOf[wanted] = j;
                    expectedOf[j] = wanted;
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether nothing is missing and nothing too much. */
    boolean complete() {
        return missing() == 0 && surplus() == 0;
    }

    /** How many expectations found nothing. */
    int missing() {
        return count(actualOf);
    }

    /** How many findings nobody expected. */
    int surplus() {
        return count(expectedOf);
    }

    private static int count(int[] partners) {
        int alone = 0;
        for (int partner : partners) {
            alone += partner == NONE ? 1 : 0;
        }
        return alone;
    }

    /**
     * From what is expected to what there is. What is missing stands beside the finding of the same rule that is most like it, which
     * shows as much as can be compared.
     */
    List<DiffLine> difference() {
        var lines = new ArrayList<DiffLine>();
        boolean[] shown = new boolean[actual.size()];
        for (int i = 0; i < expected.size(); i++) {
            ExpectedFinding wanted = expected.get(i);
            int instead = actualOf[i] == NONE ? mostAlike(wanted, shown) : NONE;
            List<String> found = actualOf[i] != NONE ? wanted.lines() : List.of();
            if (instead != NONE) {
                shown[instead] = true;
                found = actual.get(instead).asFarAs(wanted).lines();
            }
            lines.addAll(DiffLine.between(wanted.lines(), found));
        }
        for (int j = 0; j < actual.size(); j++) {
            if (expectedOf[j] == NONE && !shown[j]) {
                lines.addAll(DiffLine.between(List.of(), actual.get(j).lines()));
            }
        }
        return lines;
    }

    private int mostAlike(ExpectedFinding wanted, boolean[] shown) {
        int best = NONE;
        for (int j = 0; j < actual.size(); j++) {
            ExpectedFinding there = actual.get(j);
            boolean free = expectedOf[j] == NONE && !shown[j] && there.rule().equals(wanted.rule());
            if (free && (best == NONE || wanted.likeness(there) > wanted.likeness(actual.get(best)))) {
                best = j;
            }
        }
        return best;
    }
}
