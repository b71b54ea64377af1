package dev.modelspec.testing;

import dev.modelspec.engine.report.Palette;
import dev.modelspec.engine.report.Palette.Style;
import dev.modelspec.engine.report.Printable;
import dev.modelspec.testing.TestOutcome.Status;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** A report of a run for people at a terminal: each test by name below its file, and why those failed that did. */
public final class TestText {
    private final Palette palette;
    private final ProblemText problems;
    private final boolean failuresOnly;

    /**
     * Reports in one manner.
     *
     * @param colour whether to use ANSI colours
     * @param failuresOnly whether to leave out tests that did not fail
     */
    public TestText(boolean colour, boolean failuresOnly) {
        this.palette = new Palette(colour);
        this.problems = new ProblemText(colour, "        ");
        this.failuresOnly = failuresOnly;
    }

    /** The whole report, with a summary in its last line. */
    public String of(TestRun run) {
        var text = new StringBuilder(4096);
        String file = "";
        for (TestOutcome test : run.tests()) {
            if (failuresOnly && !test.failed()) {
                continue;
            }
            if (!test.file().equals(file)) {
                file = test.file();
                text.append(palette.paint(Style.PLACE, Printable.of(file))).append('\n');
            }
            append(text, test);
        }
        run.remarks()
                .forEach(remark -> text.append(palette.paint(Style.WARN, "note: "))
                        .append(Printable.of(remark))
                        .append('\n'));
        if (run.coverage() != null) {
            text.append(coverage(run.coverage()));
        }
        return text.append(summary(run)).append('\n').toString();
    }

    private void append(StringBuilder text, TestOutcome test) {
        Style style = switch (test.status()) {
            case PASS -> Style.ALLOW;
            case FAIL, ERROR -> Style.DENY;
            case SKIP -> Style.WARN;
        };
        text.append("  ")
                .append(palette.paint(style, test.status().word()))
                .append("  ")
                .append(Printable.of(test.name()))
                .append('\n');
        if (test.problem() != null) {
            text.append(problems.of(test.problem(), test.output())).append('\n');
        }
    }

    private String coverage(PolicyCoverage coverage) {
        var text = new StringBuilder();
        coverage.files().forEach((file, lines) -> {
            if (!lines.missed().isEmpty()) {
                text.append(palette.paint(Style.WARN, PolicyCoverage.shown(lines.percent())))
                        .append("  ")
                        .append(Printable.of(file))
                        .append(": no test reaches line")
                        .append(lines.missed().size() == 1 ? " " : "s ")
                        .append(ranges(lines.missed()))
                        .append('\n');
            }
        });
        return text + "coverage: " + PolicyCoverage.shown(coverage.percent()) + " of the lines of "
                + coverage.files().size() + (coverage.files().size() == 1 ? " file\n" : " files\n");
    }

    /** {@code 3, 7-9}. */
    private static String ranges(List<Integer> lines) {
        var ranges = new ArrayList<String>();
        for (int i = 0; i < lines.size(); ) {
            int first = lines.get(i);
            int last = first;
            for (i++; i < lines.size() && lines.get(i) == last + 1; i++) {
                last++;
            }
            ranges.add(first == last ? "" + first : first + "-" + last);
        }
        return String.join(", ", ranges);
    }

    private String summary(TestRun run) {
        int count = run.tests().size();
        var parts = new ArrayList<String>();
        add(parts, run.count(Status.PASS), "passed", Style.ALLOW);
        add(parts, run.count(Status.FAIL), "failed", Style.DENY);
        add(parts, run.count(Status.ERROR), "without an answer", Style.DENY);
        add(parts, run.count(Status.SKIP), "skipped", Style.WARN);
        String time = " (" + BigDecimal.valueOf(run.duration().toNanos(), 9).setScale(2, RoundingMode.HALF_UP) + " s)";
        if (count == 0) {
            return palette.paint(Style.DENY, "no test ran") + time;
        }
        String unchanged = run.reused() == 0 ? "" : ", " + run.reused() + " of them unchanged since they passed";
        return count + (count == 1 ? " test: " : " tests: ") + String.join(", ", parts) + unchanged + time;
    }

    private void add(List<String> parts, int count, String word, Style style) {
        if (count > 0) {
            parts.add(palette.paint(style, count + " " + word));
        }
    }
}
