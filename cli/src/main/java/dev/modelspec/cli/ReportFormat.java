package dev.modelspec.cli;

import dev.modelspec.audit.AuditWriter;
import dev.modelspec.audit.format.CsvWriter;
import dev.modelspec.audit.format.GitHubWriter;
import dev.modelspec.audit.format.HtmlWriter;
import dev.modelspec.audit.format.JUnitWriter;
import dev.modelspec.audit.format.MarkdownWriter;
import dev.modelspec.audit.format.OpenReportsWriter;
import dev.modelspec.audit.format.OscalWriter;
import dev.modelspec.audit.format.SarifWriter;
import dev.modelspec.audit.format.TextWriter;
import dev.modelspec.audit.json.JsonWriter;
import java.io.OutputStream;
import java.util.Locale;

/** How to report what was found. */
enum ReportFormat {
    TEXT,
    JSON,
    SARIF,
    JUNIT,
    GITHUB,
    MARKDOWN,
    CSV,
    OSCAL,
    OPENREPORTS,
    HTML;

    /** A writer of reports of an audit. */
    AuditWriter writer(OutputStream out, boolean coloured) {
        return switch (this) {
            case TEXT -> new TextWriter(out, coloured);
            case JSON -> new JsonWriter(out);
            case SARIF -> new SarifWriter(out);
            case JUNIT -> new JUnitWriter(out);
            case GITHUB -> new GitHubWriter(out);
            case MARKDOWN -> new MarkdownWriter(out);
            case CSV -> new CsvWriter(out);
            case OSCAL -> new OscalWriter(out);
            case OPENREPORTS -> new OpenReportsWriter(out);
            case HTML -> new HtmlWriter(out);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
