package dev.modelspec.testing;

import java.util.ArrayList;
import java.util.List;

/** Two versions of a text as {@code diff -u} shows them. */
public final class UnifiedDiff {
    private static final int CONTEXT = 3;

    private final List<DiffLine> lines;
    private final StringBuilder text = new StringBuilder();

    private UnifiedDiff(List<DiffLine> lines) {
        this.lines = lines;
    }

    /**
     * The difference.
     *
     * @param name of the file
     * @return empty if there is none
     */
    public static String of(String name, String before, String after) {
        if (before.equals(after)) {
            return "";
        }
        var diff = new UnifiedDiff(DiffLine.between(split(before), split(after)));
        diff.text.append("--- ").append(name).append(".orig\n+++ ").append(name).append('\n');
        diff.hunks();
        return diff.text.toString();
    }

    /** The lines; one that is not ended carries diff's remark on that. */
    private static List<String> split(String text) {
        var lines = new ArrayList<>(List.of(text.split("\n", -1)));
        String rest = lines.remove(lines.size() - 1);
        if (!rest.isEmpty()) {
            lines.add(rest + "\n\\ No newline at end of file");
        }
        return lines;
    }

    private void hunks() {
        int before = 1;
        int after = 1;
        for (int i = 0; i < lines.size(); ) {
            int next = nextChange(i);
            if (next == lines.size()) {
                return;
            }
            int from = Math.max(i, next - CONTEXT);
            before += from - i;
            after += from - i;
            int to = endOfHunk(next);
            hunk(from, to, before, after);
            for (int j = from; j < to; j++) {
                before += lines.get(j).kind() == DiffLine.Kind.ACTUAL ? 0 : 1;
                after += lines.get(j).kind() == DiffLine.Kind.EXPECTED ? 0 : 1;
            }
            i = to;
        }
    }

    private int nextChange(int from) {
        int i = from;
        while (i < lines.size() && lines.get(i).kind() == DiffLine.Kind.SAME) {
            i++;
        }
        return i;
    }

    private int endOfHunk(int change) {
        int end = change;
        int next = change;
        while (next < lines.size() && next - end <= 2 * CONTEXT) {
            end = next + 1;
            next = nextChange(end);
        }
        return Math.min(lines.size(), end + CONTEXT);
    }

    private void hunk(int from, int to, int before, int after) {
        int old = 0;
        int young = 0;
        for (DiffLine line : lines.subList(from, to)) {
            old += line.kind() == DiffLine.Kind.ACTUAL ? 0 : 1;
            young += line.kind() == DiffLine.Kind.EXPECTED ? 0 : 1;
        }
        text.append("@@ -")
                .append(range(before, old))
                .append(" +")
                .append(range(after, young))
                .append(" @@\n");
        for (DiffLine line : lines.subList(from, to)) {
            text.append(line.kind().mark()).append(line.text()).append('\n');
        }
    }

    private static String range(int start, int count) {
        return (count == 0 ? start - 1 : start) + (count == 1 ? "" : "," + count);
    }
}
