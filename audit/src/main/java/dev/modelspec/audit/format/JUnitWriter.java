package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditWriter;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.engine.report.Unchecked;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * JUnit XML, which every CI system shows as tests: a suite for each spec, and in it a case for each rule that was asked.
 *
 * <p>What denies is a failure; what only warns passes with a word on standard output, because CI systems fail a build for a failure
 * and hide what is skipped; what a waiver or the baseline excuses is skipped, with the reason. A document that breaks its schema, and a
 * source that could not be checked, is one error. It keeps the suite at hand only: a suite's numbers come before its cases.
 */
public final class JUnitWriter implements AuditWriter {
    private final Writer out;
    private List<RuleInForce> rules = List.of();
    private String time = "";

    /**
     * A report.
     *
     * @param out takes UTF-8
     */
    public JUnitWriter(OutputStream out) {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    @Override
    public void begin(AuditHeader header) throws IOException {
        rules = header.rules();
        // Readers of this format expect no zone.
        time = header.time().toString().replace("Z", "");
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"modelspec\">\n");
    }

    @Override
    public void add(AuditedSpec spec) throws IOException {
        var suite = new Suite(spec.title());
        var found = new LinkedHashMap<String, List<AuditedFinding>>();
        if (spec.policiesEvaluated()) {
            for (RuleInForce rule : rules) {
                String id = rule.rule().id();
                if (spec.levels().getOrDefault(id, rule.level()) != Level.OFF) {
                    found.put(id, new ArrayList<>());
                }
            }
        }
        boolean broken = !spec.policiesEvaluated();
        for (AuditedFinding finding : spec.findings()) {
            String id = broken ? "schema" : finding.finding().rule();
            found.computeIfAbsent(id, any -> new ArrayList<>()).add(finding);
        }
        if (found.isEmpty()) {
            found.put("schema", List.of());
        }
        for (Map.Entry<String, List<AuditedFinding>> rule : found.entrySet()) {
            suite.add(rule.getKey(), rule.getValue(), broken);
        }
        write(suite);
    }

    @Override
    public void end(AuditTotals totals) throws IOException {
        for (Unchecked unchecked : totals.unchecked()) {
            var suite = new Suite(unchecked.source());
            suite.errors++;
            suite.open("checked", unchecked.source());
            suite.outcome("error", "not-checked", unchecked.reason(), unchecked.source() + ": " + unchecked.reason());
            suite.close();
            write(suite);
        }
        out.write("</testsuites>\n");
        out.flush();
    }

    private void write(Suite suite) throws IOException {
        out.write("  <testsuite name=" + Xml.attribute(suite.name) + " tests=\"" + suite.tests + "\" failures=\""
                + suite.failures
                + "\" errors=\"" + suite.errors + "\" skipped=\"" + suite.skipped + "\" time=\"0\" timestamp=\"" + time
                + "\">\n"
                + suite.cases + "  </testsuite>\n");
    }

    /** The cases of one spec, and their numbers. */
    private static final class Suite {
        private final String name;
        private final StringBuilder cases = new StringBuilder();
        private int tests;
        private int failures;
        private int errors;
        private int skipped;

        Suite(String name) {
            this.name = name;
        }

        void add(String rule, List<AuditedFinding> findings, boolean broken) {
            open(
                    rule,
                    findings.isEmpty()
                            ? ""
                            : findings.get(0).finding().location().source());
            List<AuditedFinding> denying =
                    findings.stream().filter(Words::denies).toList();
            List<AuditedFinding> open = findings.stream()
                    .filter(finding -> finding.standing() == Standing.OPEN)
                    .toList();
            if (!denying.isEmpty()) {
                failures += broken ? 0 : 1;
                errors += broken ? 1 : 0;
                outcome(broken ? "error" : "failure", denying.get(0).finding().rule(), first(denying), text(findings));
            } else if (!open.isEmpty()) {
                cases.append("      <system-out>")
                        .append(Xml.text(text(findings)))
                        .append("</system-out>\n");
            } else if (!findings.isEmpty()) {
                skipped++;
                cases.append("      <skipped message=")
                        .append(Xml.attribute(excuse(findings.get(0))))
                        .append("/>\n");
            }
            close();
        }

        void open(String rule, String file) {
            tests++;
            cases.append("    <testcase name=").append(Xml.attribute(rule));
            cases.append(" classname=").append(Xml.attribute(name));
            cases.append(file.isEmpty() ? "" : " file=" + Xml.attribute(file)).append(" time=\"0\">\n");
        }

        void outcome(String element, String type, String message, String text) {
            cases.append("      <").append(element).append(" type=").append(Xml.attribute(type));
            cases.append(" message=").append(Xml.attribute(message)).append('>');
            cases.append(Xml.text(text)).append("</").append(element).append(">\n");
        }

        void close() {
            cases.append("    </testcase>\n");
        }

        private static String first(List<AuditedFinding> findings) {
            String message = findings.get(0).finding().message();
            return findings.size() == 1 ? message : message + " (and " + (findings.size() - 1) + " more)";
        }

        private static String excuse(AuditedFinding finding) {
            String why = finding.waiver() == null ? "In the baseline: " : "Waived by " + finding.waiver() + ": ";
            return why + finding.finding().message();
        }

        private static String text(List<AuditedFinding> findings) {
            return findings.stream().map(Suite::text).collect(Collectors.joining("\n"));
        }

        private static String text(AuditedFinding audited) {
            Finding finding = audited.finding();
            var region = finding.location().region();
            String standing = audited.standing() == Standing.OPEN ? "" : " (" + Words.of(audited.standing()) + ")";
            return finding.location().source() + ":" + region.startLine() + ":" + region.startColumn() + ": "
                    + Words.of(finding.level()) + standing + ": " + finding.message()
                    + (finding.remediation() == null ? "" : "\n    " + finding.remediation());
        }
    }
}
