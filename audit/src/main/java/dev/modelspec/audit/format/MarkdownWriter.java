package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditWriter;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.audit.AuditedSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Markdown for the summary of a CI job: the totals first, so all is written at the end. It keeps the first 200 findings that deny and
 * the first 100 that warn, and says how many more there are; every table is cut so that the page stays below the mebibyte that GitHub
 * takes.
 */
public final class MarkdownWriter implements AuditWriter {
    private static final int MAX_DENYING = 200;
    private static final int MAX_WARNING = 100;

    private final OutputStream out;
    private final List<MarkdownTables.Row> denying = new ArrayList<>();
    private final List<MarkdownTables.Row> warning = new ArrayList<>();
    private @Nullable AuditHeader header;

    /**
     * A page.
     *
     * @param out takes UTF-8
     */
    public MarkdownWriter(OutputStream out) {
        this.out = out;
    }

    @Override
    public void begin(AuditHeader header) {
        this.header = header;
    }

    @Override
    public void add(AuditedSpec spec) {
        for (AuditedFinding finding : spec.findings()) {
            if (finding.standing() != Standing.OPEN) {
                continue;
            }
            boolean denies = Words.denies(finding);
            List<MarkdownTables.Row> kept = denies ? denying : warning;
            if (kept.size() < (denies ? MAX_DENYING : MAX_WARNING)) {
                kept.add(MarkdownTables.Row.of(spec, finding));
            }
        }
    }

    @Override
    public void end(AuditTotals totals) throws IOException {
        if (header == null) {
            throw new IllegalStateException("begin comes first");
        }
        var tables = new MarkdownTables(header, totals);
        tables.summary();
        tables.unchecked();
        tables.findings("Denying", denying, totals.findings().deny());
        tables.findings("Warning", warning, totals.findings().warn());
        tables.changes();
        tables.controls();
        tables.owners();
        tables.rules();
        tables.waivers();
        out.write(tables.text().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
