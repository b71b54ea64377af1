package dev.modelspec.testing;

import java.util.TreeMap;

/** Coverage in the format of lcov's tracefiles, which editors and build servers read. A line that was reached counts as one hit. */
public final class Lcov {
    private Lcov() {}

    /** One record for each file. */
    public static String of(PolicyCoverage coverage) {
        var text = new StringBuilder();
        coverage.files().forEach((file, lines) -> {
            var hits = new TreeMap<Integer, Integer>();
            lines.covered().forEach(line -> hits.put(line, 1));
            lines.missed().forEach(line -> hits.put(line, 0));
            text.append("TN:\nSF:").append(file.replace('\n', ' ')).append('\n');
            hits.forEach((line, count) ->
                    text.append("DA:").append(line).append(',').append(count).append('\n'));
            text.append("LF:").append(hits.size()).append('\n');
            text.append("LH:").append(lines.covered().size()).append("\nend_of_record\n");
        });
        return text.toString();
    }
}
