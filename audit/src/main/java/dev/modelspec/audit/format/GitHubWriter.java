package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditWriter;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.report.Unchecked;
import dev.modelspec.engine.source.Region;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Workflow commands that make GitHub Actions annotate the lines of a pull request: an error or a warning for each open finding, an
 * error for what could not be checked, and a notice with the totals. Of each kind GitHub shows ten for a step and logs the rest.
 */
public final class GitHubWriter implements AuditWriter {
    private final Writer out;

    /**
     * Commands.
     *
     * @param out takes UTF-8; GitHub reads what a step prints
     */
    public GitHubWriter(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    @Override
    public void begin(AuditHeader header) {}

    @Override
    public void add(AuditedSpec spec) throws IOException {
        for (AuditedFinding audited : spec.findings()) {
            if (audited.standing() == Standing.OPEN) {
                write(audited.finding());
            }
        }
    }

    private void write(Finding finding) throws IOException {
        Region region = finding.location().region();
        var properties =
                new StringBuilder("file=").append(property(finding.location().source()));
        properties.append(",line=").append(region.startLine());
        properties.append(",endLine=").append(lastLine(region));
        if (region.startLine() == region.endLine()) {
            // GitHub takes columns on one line only, and counts the last one in.
            properties.append(",col=").append(region.startColumn());
            properties.append(",endColumn=").append(Math.max(region.startColumn(), region.endColumn() - 1));
        }
        properties.append(",title=").append(property(finding.title() + " (" + finding.rule() + ")"));
        String hint = finding.remediation() == null ? "" : "\n" + finding.remediation();
        command(finding.level() == Level.DENY ? "error" : "warning", properties.toString(), finding.message() + hint);
    }

    /** A region that ends before the first column of a line ends with the line before. */
    private static int lastLine(Region region) {
        boolean before = region.endColumn() == 1 && region.endLine() > region.startLine();
        return before ? region.endLine() - 1 : region.endLine();
    }

    @Override
    public void end(AuditTotals totals) throws IOException {
        for (Unchecked unchecked : totals.unchecked()) {
            command("error", "file=" + property(unchecked.source()) + ",title=Not checked", unchecked.reason());
        }
        command(
                "notice",
                "title=ModelSpec",
                Words.count(totals.specs().total(), "spec") + ": "
                        + totals.specs().denied() + " denied, "
                        + totals.specs().warned() + " with warnings, "
                        + totals.specs().compliant() + " compliant; "
                        + Words.count(totals.unchecked().size(), "source") + " not checked. "
                        + Words.count(totals.findings().open(), "open finding") + ": "
                        + totals.findings().deny() + " denying, "
                        + totals.findings().warn() + " warning; "
                        + totals.findings().waived() + " waived, "
                        + totals.findings().baseline() + " in the baseline.");
        out.flush();
    }

    private void command(String name, String properties, String message) throws IOException {
        out.write("::" + name + " " + properties + "::" + data(message) + "\n");
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
