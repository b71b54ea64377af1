package dev.modelspec.engine.report;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.SpecEvaluation;
import dev.modelspec.engine.report.Palette.Style;
import dev.modelspec.engine.source.Region;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A report for people at a terminal of 80 columns: each finding with its place, the line of the source, and what to do; one line in
 * the end. Specs without findings are only counted.
 */
public final class TextReport implements ReportWriter {
    private static final int WIDTH = 80;
    private static final String INDENT = "  ";
    private static final String FIX = INDENT + "fix: ";

    private final OutputStream out;
    private final Palette palette;
    private final boolean summaryOnly;
    private @Nullable ReportHeader header;

    /**
     * A report.
     *
     * @param out takes UTF-8; written to in small pieces
     * @param colour whether to use ANSI colours
     * @param summaryOnly whether to leave out everything but the last line
     */
    public TextReport(OutputStream out, boolean colour, boolean summaryOnly) {
        this.out = out;
        this.palette = new Palette(colour);
        this.summaryOnly = summaryOnly;
    }

    @Override
    public void begin(ReportHeader known) {
        header = known;
    }

    @Override
    public void add(Evaluation evaluation, byte[] content) throws IOException {
        if (summaryOnly) {
            return;
        }
        SourceLines lines = null;
        for (SpecEvaluation spec : evaluation.specs()) {
            List<Finding> findings = spec.findings();
            for (int from = 0; from < findings.size(); ) {
                int to = endOfPlace(findings, from);
                lines = lines == null ? new SourceLines(content, evaluation.secrets()) : lines;
                write(place(findings.subList(from, to), lines));
                from = to;
            }
            if (policiesMissed(spec)) {
                write(notEvaluated(evaluation.source(), spec));
            }
        }
    }

    /** Findings are ordered by place: those of one place share its excerpt. */
    private static int endOfPlace(List<Finding> findings, int from) {
        Region region = findings.get(from).location().region();
        int to = from + 1;
        while (to < findings.size() && findings.get(to).location().region().equals(region)) {
            to++;
        }
        return to;
    }

    private boolean policiesMissed(SpecEvaluation spec) {
        return header != null && header.profile() != null && !spec.policiesEvaluated();
    }

    private StringBuilder place(List<Finding> findings, SourceLines lines) {
        Location location = findings.get(0).location();
        Region region = location.region();
        Level strictest = findings.stream()
                .map(Finding::level)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        StringBuilder text = new StringBuilder(512);
        String place = Printable.of(location.source()) + ":" + region.startLine() + ":" + region.startColumn();
        text.append(palette.paint(Style.PLACE, place)).append('\n');
        excerpt(text, region, lines, style(strictest));
        for (int i = 0; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            if (i == 0 || !sameRule(finding, findings.get(i - 1))) {
                text.append('\n');
                rule(text, finding);
            }
            Paragraph.append(text, INDENT, finding.message(), INDENT.length(), WIDTH);
            boolean last = i + 1 == findings.size() || !sameRule(finding, findings.get(i + 1));
            if (last && finding.remediation() != null) {
                Paragraph.append(text, FIX, finding.remediation(), FIX.length(), WIDTH);
            }
        }
        return text.append('\n');
    }

    private static boolean sameRule(Finding one, Finding other) {
        return one.rule().equals(other.rule())
                && one.level() == other.level()
                && Objects.equals(one.remediation(), other.remediation());
    }

    private void rule(StringBuilder text, Finding finding) {
        text.append(INDENT)
                .append(palette.paint(style(finding.level()), word(finding.level())))
                .append(INDENT)
                .append(palette.paint(Style.RULE, finding.rule()))
                .append(INDENT)
                .append(palette.paint(Style.QUIET, "(" + word(finding.severity()) + ")"))
                .append('\n');
    }

    private static Style style(Level level) {
        return level == Level.DENY ? Style.DENY : Style.WARN;
    }

    private void excerpt(StringBuilder text, Region region, SourceLines lines, Style style) {
        String line = lines.line(region.startLine());
        // Nothing to see in a blank line, nor in bytes that are no text.
        if (line.isBlank() || line.indexOf('\0') >= 0) {
            return;
        }
        String number = Integer.toString(region.startLine());
        String gutter = INDENT + number + " | ";
        Excerpt excerpt = Excerpt.of(line, region, WIDTH - gutter.length());
        text.append(palette.paint(Style.QUIET, gutter))
                .append(excerpt.text())
                .append('\n')
                .append(palette.paint(Style.QUIET, INDENT + " ".repeat(number.length()) + " | "))
                .append(" ".repeat(excerpt.caretStart()))
                .append(palette.paint(style, "^".repeat(excerpt.caretWidth())))
                .append('\n');
    }

    private static StringBuilder notEvaluated(String source, SpecEvaluation spec) {
        StringBuilder text = new StringBuilder(160);
        String which = spec.name() == null ? "document " + spec.document() + " of " + source : "`" + spec.name() + "`";
        Paragraph.append(
                text,
                INDENT + "note: ",
                "The policies of " + which + " were not evaluated: mend its structure first.",
                INDENT.length() + 6,
                WIDTH);
        return text.append('\n');
    }

    @Override
    public void end(Summary summary) throws IOException {
        write(new StringBuilder(new SummaryLine(palette).of(summary, header == null ? null : header.profile()))
                .append('\n'));
        out.flush();
    }

    private void write(StringBuilder text) throws IOException {
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
