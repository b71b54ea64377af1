package dev.modelspec.cli;

import dev.modelspec.audit.AuditWriter;
import dev.modelspec.audit.format.OscalWriter;
import dev.modelspec.audit.format.TextWriter;
import dev.modelspec.audit.json.JsonWriter;
import java.io.OutputStream;
import java.util.Locale;

/** How to report what was found. */
enum ReportFormat {
    TEXT,
    JSON,
    OSCAL;

    /** A writer of reports of an audit. */
    AuditWriter writer(OutputStream out, boolean coloured) {
        return switch (this) {
            case TEXT -> new TextWriter(out, coloured);
            case JSON -> new JsonWriter(out);
            case OSCAL -> new OscalWriter(out);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
