package dev.modelspec.testing;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which lines of rules and libraries the Rego tests went through. Lines that hold no expression do not count. Tests themselves are not
 * covered, and suites cover nothing.
 *
 * @param files by their paths as the user knows them
 */
public record PolicyCoverage(SortedMap<String, FileLines> files) {
    public PolicyCoverage {
        files = new TreeMap<>(files);
    }

    /**
     * The lines of one file, each list in ascending order.
     *
     * @param covered lines that a test went through
     * @param missed lines that none did
     */
    public record FileLines(List<Integer> covered, List<Integer> missed) {
        public FileLines {
            covered = List.copyOf(covered);
            missed = List.copyOf(missed);
        }

        /** Covered lines of a hundred; 100 if no line counts. */
        public double percent() {
            return PolicyCoverage.percent(covered.size(), covered.size() + missed.size());
        }
    }

    /** Covered lines of a hundred, over all files; 100 if no line counts. */
    public double percent() {
        int covered =
                files.values().stream().mapToInt(file -> file.covered().size()).sum();
        int missed =
                files.values().stream().mapToInt(file -> file.missed().size()).sum();
        return percent(covered, covered + missed);
    }

    /** A percentage as people read it: rounded down, so that 100 % is all. */
    public static String shown(double percent) {
        return String.format(Locale.ROOT, "%.1f %%", Math.floor(percent * 10) / 10);
    }

    private static double percent(int part, int whole) {
        return whole == 0 ? 100 : 100.0 * part / whole;
    }
}
