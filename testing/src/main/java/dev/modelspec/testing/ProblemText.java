package dev.modelspec.testing;

import dev.modelspec.engine.report.DisplayWidth;
import dev.modelspec.engine.report.Excerpt;
import dev.modelspec.engine.report.Palette;
import dev.modelspec.engine.report.Palette.Style;
import dev.modelspec.engine.report.Paragraph;
import dev.modelspec.engine.report.Printable;
import dev.modelspec.engine.source.Region;
import java.util.List;

/** Says at a terminal of 80 columns why a test did not pass. */
public final class ProblemText {
    private static final int WIDTH = 80;
    private static final String CUT = "…";

    /** Lines that are the same are shown this far from a difference. */
    private static final int CONTEXT = 3;

    private final Palette palette;
    private final String indent;

    /**
     * Texts in one manner.
     *
     * @param colour whether to use ANSI colours
     * @param indent blanks that each line begins with
     */
    public ProblemText(boolean colour, String indent) {
        this.palette = new Palette(colour);
        this.indent = indent;
    }

    /** The problem and what the test printed, in lines that end with a line break. */
    public String of(TestProblem problem, String output) {
        var text = new StringBuilder(512);
        if (problem.place() != null) {
            place(text, problem.place());
        }
        Paragraph.append(text, indent, problem.message(), indent.length(), WIDTH);
        problem.locals().forEach((name, value) -> line(text, name + " = " + value));
        if (!problem.difference().isEmpty()) {
            difference(text, problem.difference());
        }
        if (!output.isBlank()) {
            line(text, "printed:");
            output.lines().forEach(printed -> line(text, "  " + printed));
        }
        return text.toString();
    }

    private void place(StringBuilder text, TestProblem.Place place) {
        String where = Printable.of(place.file()) + ":" + place.line() + ":" + place.column();
        text.append(indent).append(palette.paint(Style.PLACE, where)).append('\n');
        if (place.text().isBlank()) {
            return;
        }
        String number = Integer.toString(place.line());
        String gutter = indent + "  " + number + " | ";
        var region = new Region(place.line(), place.column(), place.line(), place.column() + place.length());
        Excerpt excerpt = Excerpt.of(place.text(), region, WIDTH - gutter.length());
        text.append(palette.paint(Style.QUIET, gutter))
                .append(excerpt.text())
                .append('\n')
                .append(palette.paint(Style.QUIET, indent + "  " + " ".repeat(number.length()) + " | "))
                .append(" ".repeat(excerpt.caretStart()))
                .append(palette.paint(Style.DENY, "^".repeat(excerpt.caretWidth())))
                .append('\n');
    }

    private void difference(StringBuilder text, List<DiffLine> lines) {
        text.append(indent)
                .append(palette.paint(Style.DENY, "- expected"))
                .append("  ")
                .append(palette.paint(Style.ALLOW, "+ found"))
                .append('\n');
        boolean skipped = false;
        for (int i = 0; i < lines.size(); i++) {
            DiffLine line = lines.get(i);
            if (farFromDifference(lines, i)) {
                skipped = true;
                continue;
            }
            if (skipped) {
                line(text, "  " + CUT);
                skipped = false;
            }
            String shown = Printable.of(line.text());
            String mark = line.kind().mark() + " ";
            // What differs may stand at the end of a line: it is not cut.
            do {
                int end = Math.max(1, DisplayWidth.fitting(shown, WIDTH - indent.length() - mark.length()));
                end = Math.min(shown.length(), end);
                text.append(indent)
                        .append(paint(line.kind(), mark + shown.substring(0, end)))
                        .append('\n');
                shown = shown.substring(end);
                mark = line.kind().mark() + "     ";
            } while (!shown.isEmpty());
        }
        if (skipped) {
            line(text, "  " + CUT);
        }
    }

    private String paint(DiffLine.Kind kind, String text) {
        return switch (kind) {
            case SAME -> text;
            case EXPECTED -> palette.paint(Style.DENY, text);
            case ACTUAL -> palette.paint(Style.ALLOW, text);
        };
    }

    private static boolean farFromDifference(List<DiffLine> lines, int index) {
        int to = Math.min(lines.size(), index + CONTEXT + 1);
        for (int i = Math.max(0, index - CONTEXT); i < to; i++) {
            if (lines.get(i).kind() != DiffLine.Kind.SAME) {
                return false;
            }
        }
        return true;
    }

    /** One line, cut to what a terminal shows. */
    private void line(StringBuilder text, String content) {
        String printable = Printable.of(content);
        int room = WIDTH - indent.length();
        boolean fits = DisplayWidth.of(printable) <= room;
        text.append(indent)
                .append(fits ? printable : printable.substring(0, DisplayWidth.fitting(printable, room - 1)) + CUT)
                .append('\n');
    }
}
