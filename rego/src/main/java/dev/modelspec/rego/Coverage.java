package dev.modelspec.rego;

import java.util.Collection;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Which lines tests reached, as {@code opa test --coverage} tells them.
 *
 * @param files the coverage of each file, by its path
 */
public record Coverage(SortedMap<String, FileCoverage> files) {

    /**
     * The coverage of one file. A line with two expressions can be in both sets.
     *
     * @param covered the 1-based lines with code that were reached
     * @param notCovered the 1-based lines with code that were not reached
     */
    public record FileCoverage(SortedSet<Integer> covered, SortedSet<Integer> notCovered) {

        /** The share of the lines with code that were reached, 0 to 100; 100 if there are none. */
        public double percent() {
            return share(covered.size(), notCovered.size());
        }

        /** What two runs reached together. */
        private FileCoverage with(FileCoverage other) {
            var reached = new TreeSet<>(covered);
            reached.addAll(other.covered);
            var missed = new TreeSet<>(notCovered);
            missed.retainAll(other.notCovered);
            return new FileCoverage(reached, missed);
        }
    }

    /** The share of all lines with code that were reached, 0 to 100; 100 if there are none. */
    public double percent() {
        int covered =
                files.values().stream().mapToInt(file -> file.covered().size()).sum();
        int notCovered = files.values().stream()
                .mapToInt(file -> file.notCovered().size())
                .sum();
        return share(covered, notCovered);
    }

    private static double share(int covered, int notCovered) {
        return covered + notCovered == 0 ? 100 : 100.0 * covered / (covered + notCovered);
    }

    /** What several runs reached together: a line counts as missed if each run that knew its file missed it. */
    static Coverage union(Collection<Coverage> runs) {
        var files = new TreeMap<String, FileCoverage>();
        runs.forEach(run -> run.files.forEach((file, coverage) -> files.merge(file, coverage, FileCoverage::with)));
        return new Coverage(files);
    }

    static Coverage of(JsonNode coverage) {
        var files = new TreeMap<String, FileCoverage>();
        for (var file : coverage.required("files").properties()) {
            JsonNode report = file.getValue();
            files.put(
                    file.getKey(), new FileCoverage(lines(report.path("covered")), lines(report.path("not_covered"))));
        }
        return new Coverage(files);
    }

    private static SortedSet<Integer> lines(JsonNode ranges) {
        var lines = new TreeSet<Integer>();
        for (JsonNode range : ranges) {
            IntStream.rangeClosed(
                            range.required("start").required("row").asInt(),
                            range.required("end").required("row").asInt())
                    .forEach(lines::add);
        }
        return lines;
    }
}
