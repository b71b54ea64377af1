package dev.modelspec.engine.report;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.SpecEvaluation;
import dev.modelspec.engine.report.Palette.Style;
import dev.modelspec.engine.source.Region;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A report for people at a terminal of 80 columns: each finding with its place, the line of the source, and what to do; one line in
 * the end. Specs without findings are only counted.
 */
public final class TextReport implements ReportWriter {
    private static final int WIDTH = 80;
    private static final String INDENT = "  ";

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
            for (Finding finding : spec.findings()) {
                lines = lines == null ? new SourceLines(content) : lines;
                write(finding(finding, lines));
            }
            if (policiesMissed(spec)) {
                write(notEvaluated(evaluation.source(), spec));
            }
        }
    }

    private boolean policiesMissed(SpecEvaluation spec) {
        return header != null && header.profile() != null && !spec.policiesEvaluated();
    }

    private StringBuilder finding(Finding finding, SourceLines lines) {
        Region region = finding.location().region();
        Style style = finding.level() == Level.DENY ? Style.DENY : Style.WARN;
        StringBuilder text = new StringBuilder(512);
        String place =
                Printable.of(finding.location().source()) + ":" + region.startLine() + ":" + region.startColumn();
        text.append(palette.paint(Style.PLACE, place)).append('\n');
        text.append(INDENT)
                .append(palette.paint(style, word(finding.level())))
                .append(INDENT)
                .append(palette.paint(Style.RULE, finding.rule()))
                .append(INDENT)
                .append(palette.paint(Style.QUIET, "(" + word(finding.severity()) + ")"))
                .append("\n\n");
        excerpt(text, region, lines, style);
        Paragraph.append(text, INDENT, finding.message(), INDENT.length(), WIDTH);
        if (finding.remediation() != null) {
            String fix = INDENT + "fix: ";
            Paragraph.append(text, fix, finding.remediation(), fix.length(), WIDTH);
        }
        return text.append('\n');
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
        text.append(palette.paint(Style.QUIET, gutter.stripTrailing()))
                .append(excerpt.text().isEmpty() ? "" : " ")
                .append(excerpt.text())
                .append('\n')
                .append(palette.paint(Style.QUIET, INDENT + " ".repeat(number.length()) + " |"))
                .append(" ".repeat(1 + excerpt.caretStart()))
                .append(palette.paint(style, "^".repeat(excerpt.caretWidth())))
                .append("\n\n");
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
