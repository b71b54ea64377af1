package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditWriter;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.source.Region;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table for spreadsheets, RFC 4180: a row for each finding, waived ones too, and one with empty columns of the rule for each spec
 * without any, so that every spec is there. What a spreadsheet would take for a formula has an apostrophe before it.
 */
public final class CsvWriter implements AuditWriter {
    private static final List<String> COLUMNS = List.of(
            "source",
            "document",
            "namespace",
            "name",
            "owner",
            "decision",
            "evaluated",
            "rule",
            "level",
            "severity",
            "standing",
            "waiver",
            "since",
            "title",
            "message",
            "remediation",
            "pointer",
            "line",
            "column",
            "fingerprint");
    private static final int OF_SPEC = 7;

    private final Writer out;

    /**
     * A table.
     *
     * @param out takes UTF-8
     */
    public CsvWriter(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    @Override
    public void begin(AuditHeader header) throws IOException {
        row(COLUMNS);
    }

    @Override
    public void add(AuditedSpec spec) throws IOException {
        List<@Nullable String> about = Arrays.asList(
                spec.source(),
                Integer.toString(spec.document()),
                spec.namespace(),
                spec.name(),
                spec.owner(),
                Words.of(spec.decision()),
                Boolean.toString(spec.policiesEvaluated()));
        if (spec.findings().isEmpty()) {
            var row = new ArrayList<@Nullable String>(about);
            while (row.size() < COLUMNS.size()) {
                row.add(null);
            }
            row(row);
        }
        for (AuditedFinding finding : spec.findings()) {
            var row = new ArrayList<@Nullable String>(COLUMNS.size());
            row.addAll(about.subList(0, OF_SPEC));
            row.addAll(cells(finding));
            row(row);
        }
    }

    private static List<@Nullable String> cells(AuditedFinding audited) {
        Finding finding = audited.finding();
        Region region = finding.location().region();
        return Arrays.asList(
                finding.rule(),
                Words.of(finding.level()),
                Words.of(finding.severity()),
                Words.of(audited.standing()),
                audited.waiver(),
                audited.since() == null ? null : audited.since().toString(),
                finding.title(),
                finding.message(),
                finding.remediation(),
                finding.location().pointer(),
                Integer.toString(region.startLine()),
                Integer.toString(region.startColumn()),
                finding.fingerprint());
    }

    @Override
    public void end(AuditTotals totals) throws IOException {
        out.flush();
    }

    private void row(List<? extends @Nullable String> cells) throws IOException {
        String comma = "";
        for (String cell : cells) {
            out.write(comma);
            out.write(cell(cell == null ? "" : cell));
            comma = ",";
        }
        out.write("\r\n");
    }

    private static String cell(String text) {
        String safe = isFormula(text) ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
    }
}
