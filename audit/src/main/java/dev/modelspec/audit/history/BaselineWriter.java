package dev.modelspec.audit.history;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditWriter;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.engine.report.JsonStyle;
import dev.modelspec.engine.report.VisibleEscapes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes what is found now as the baseline of later runs: every finding but those that are waived, in their order, so that a reviewer
 * sees what is let be. Keeps some bytes of each fingerprint.
 */
public final class BaselineWriter implements AuditWriter {
    private final Writer out;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private static final class Entry {
        private final String rule;
        private final String spec;
        private final String path;
        private long count;

        Entry(String rule, String spec, String path) {
            this.rule = rule;
            this.spec = spec;
            this.path = path;
        }
    }

    /**
     * A baseline.
     *
     * @param out takes UTF-8
     */
    public BaselineWriter(OutputStream out) {
        this.out = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    }

    @Override
    public void begin(AuditHeader header) throws IOException {
        Instant time = header.time();
        out.write("# Findings that were there when the rules were adopted. They do not count; new ones do.\n");
        out.write("apiVersion: governance.modelspec.dev/v1alpha1\nkind: Baseline\nmetadata:\n");
        out.write("  createdAt: \"" + time + "\"\nspec:\n  fingerprints: " + Baseline.FINGERPRINTS + "\n");
    }

    @Override
    public void add(AuditedSpec spec) {
        for (AuditedFinding finding : spec.findings()) {
            if (finding.standing() != Standing.WAIVED) {
                entries.computeIfAbsent(
                                finding.finding().fingerprint(),
                                any -> new Entry(
                                        finding.finding().rule(),
                                        spec.title(),
                                        finding.finding().location().pointer()))
                        .count++;
            }
        }
    }

    @Override
    public void end(AuditTotals totals) throws IOException {
        out.write(entries.isEmpty() ? "  findings: []\n" : "  findings:\n");
        for (var entry : entries.entrySet()) {
            Entry of = entry.getValue();
            out.write("    - fingerprint: \"" + entry.getKey() + "\"\n");
            out.write("      rule: " + of.rule + "\n");
            out.write("      spec: " + quoted(of.spec) + "\n");
            out.write("      path: " + quoted(of.path) + "\n");
            if (of.count > 1) {
                out.write("      count: " + of.count + "\n");
            }
        }
        out.flush();
    }

    /** In double quotes, as JSON writes it, which YAML reads as well. */
    private static String quoted(String text) {
        return JsonStyle.WRITER.writeValueAsString(VisibleEscapes.wellFormed(text));
    }
}
