package dev.modelspec.audit.format;

import dev.modelspec.engine.source.Region;
import java.util.List;

/** A line of a source, cut where a finding starts and ends. */
final class HtmlLine {
    /** More of a line says nothing more. */
    private static final int WIDTH = 240;

    private static final String LEFT_OUT = "…";

    private HtmlLine() {}

    /** What is before, what is marked, what is after. */
    static List<String> parts(String line, Region region) {
        int length = line.codePointCount(0, line.length());
        int start = Math.min(length, region.startColumn() - 1);
        int end = region.endLine() > region.startLine() ? length : Math.min(length, region.endColumn() - 1);
        int from = Math.max(0, start - WIDTH / 2);
        int to = Math.min(length, from + WIDTH);
        end = Math.max(start, Math.min(end, to));
        return List.of(
                (from > 0 ? LEFT_OUT : "") + cut(line, from, start),
                cut(line, start, end),
                cut(line, end, to) + (to < length ? LEFT_OUT : ""));
    }

    private static String cut(String line, int from, int to) {
        int start = line.offsetByCodePoints(0, from);
        return line.substring(start, line.offsetByCodePoints(start, to - from)).replace("\t", "    ");
    }
}
