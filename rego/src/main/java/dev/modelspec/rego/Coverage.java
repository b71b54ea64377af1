package dev.modelspec.rego;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Which lines tests reached, as {@code opa test --coverage} counts them.
 *
 * @param percent share of the lines with code that were reached, 0 to 100
 * @param files the same for each file, by its path
 */
public record Coverage(double percent, SortedMap<String, FileCoverage> files) {

    /**
     * The coverage of one file.
     *
     * @param percent share of its lines with code that were reached, 0 to 100
     * @param covered what was reached
     * @param notCovered what was not
     */
    public record FileCoverage(double percent, List<Lines> covered, List<Lines> notCovered) {}

    /**
     * Lines of a file.
     *
     * @param first 1-based
     * @param last 1-based, inclusive
     */
    public record Lines(int first, int last) {}

    static Coverage of(JsonNode coverage) {
        var files = new TreeMap<String, FileCoverage>();
        for (var file : coverage.required("files").properties()) {
            JsonNode report = file.getValue();
            files.put(
                    file.getKey(),
                    new FileCoverage(
                            report.path("coverage").asDouble(0),
                            lines(report.path("covered")),
                            lines(report.path("not_covered"))));
        }
        return new Coverage(coverage.required("coverage").asDouble(), files);
    }

    private static List<Lines> lines(JsonNode ranges) {
        return ranges.valueStream()
                .map(range -> new Lines(
                        range.required("start").required("row").asInt(),
                        range.required("end").required("row").asInt()))
                .toList();
    }
}
