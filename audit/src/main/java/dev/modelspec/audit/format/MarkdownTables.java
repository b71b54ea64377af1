package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditTotals.ControlTotal;
import dev.modelspec.audit.AuditTotals.FrameworkTotal;
import dev.modelspec.audit.AuditTotals.OwnerTotal;
import dev.modelspec.audit.AuditTotals.ResolvedFinding;
import dev.modelspec.audit.AuditTotals.RuleTotal;
import dev.modelspec.audit.AuditTotals.WaiverUse;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.engine.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The parts of a Markdown report. */
final class MarkdownTables {
    /** Of the page; GitHub takes 1,048,576. */
    private static final int MAX_BYTES = 1_000_000;

    private static final int MAX_ROWS = 100;
    private static final int TOP_RULES = 20;
    /** Of a cell, so that no text of a user makes the page too long. */
    private static final int MAX_CELL = 300;

    private final AuditHeader header;
    private final AuditTotals totals;
    private final StringBuilder page = new StringBuilder();

    MarkdownTables(AuditHeader header, AuditTotals totals) {
        this.header = header;
        this.totals = totals;
    }

    /** What is kept of a finding. */
    record Row(String severity, String spec, String rule, String message, String place) {
        static Row of(AuditedSpec spec, AuditedFinding audited) {
            Finding finding = audited.finding();
            String place = finding.location().source() + ":"
                    + finding.location().region().startLine();
            return new Row(
                    Words.of(finding.severity()),
                    cell(spec.title()),
                    cell(finding.rule()),
                    cell(finding.message()),
                    cell(place));
        }
    }

    /** The page, without its end if GitHub would refuse it. */
    String text() {
        byte[] all = page.toString().getBytes(StandardCharsets.UTF_8);
        if (all.length <= MAX_BYTES) {
            return page.toString();
        }
        int end = MAX_BYTES;
        while (all[end - 1] != '\n') {
            end--;
        }
        return new String(all, 0, end, StandardCharsets.UTF_8)
                + "\nThe rest is left out: a summary takes no more. Another format has it all.\n";
    }

    void summary() {
        boolean bad = totals.specs().denied() > 0 || !totals.unchecked().isEmpty();
        page.append("# ModelSpec ")
                .append(Md.text(header.surface()))
                .append(bad ? ": not compliant\n\n" : ": compliant\n\n");
        page.append(header.profile() == null ? "No rules" : "Profile " + cell(header.profile()));
        page.append(", ").append(header.time()).append(", policies ").append(cell(header.policies()));
        page.append(", modelspec ").append(cell(header.version()));
        page.append(header.shard() == null ? ".\n" : ", shard " + header.shard() + ".\n");
        page.append(Md.head("Specs", "Compliant", "With warnings", "Denied", "Rules not asked", "Not checked"));
        numbers(
                totals.specs().total(),
                totals.specs().compliant(),
                totals.specs().warned(),
                totals.specs().denied(),
                totals.notEvaluated(),
                totals.unchecked().size());
        page.append(Md.head("Findings", "Denying", "Warning", "Waived", "In the baseline"));
        totals.severities()
                .forEach((severity, count) -> page.append(Md.row(
                        Words.of(severity), n(count.deny()), n(count.warn()), n(count.waived()), n(count.baseline()))));
        var all = totals.findings();
        page.append(Md.row("**all**", n(all.deny()), n(all.warn()), n(all.waived()), n(all.baseline())));
    }

    private void numbers(long... numbers) {
        page.append('|');
        for (long number : numbers) {
            page.append(' ').append(number).append(" |");
        }
        page.append('\n');
    }

    void unchecked() {
        table(
                "Not checked",
                totals.unchecked(),
                List.of("Source", "Why"),
                source -> Md.row(cell(source.source()), cell(source.reason())));
    }

    void findings(String title, List<Row> rows, long all) {
        if (rows.isEmpty()) {
            return;
        }
        page.append("\n## ").append(title).append('\n');
        page.append(Md.head("Severity", "Spec", "Rule", "What is wrong", "Where"));
        rows.forEach(row -> page.append(Md.row(row.severity(), row.spec(), row.rule(), row.message(), row.place())));
        more(all - rows.size());
    }

    void changes() {
        var history = totals.history();
        if (history == null) {
            return;
        }
        page.append("\n## Since ").append(history.since()).append("\n\n");
        page.append(history.added()).append(" new, ").append(history.open()).append(" still there, ");
        page.append(history.resolved().size()).append(" resolved.\n");
        if (!history.resolved().isEmpty()) {
            page.append(Md.head("Resolved", "Spec", "Found first"));
            history.resolved().stream().limit(MAX_ROWS).forEach(this::resolved);
            more(history.resolved().size() - MAX_ROWS);
        }
    }

    private void resolved(ResolvedFinding finding) {
        String name = finding.name() == null ? finding.source() : finding.name();
        String spec = finding.namespace() == null ? name : finding.namespace() + "/" + name;
        page.append(Md.row(
                cell(finding.rule()),
                cell(spec),
                finding.since() == null ? "" : finding.since().toString()));
    }

    void controls() {
        for (FrameworkTotal framework : totals.frameworks()) {
            table(
                    cell(framework.framework().title()),
                    framework.controls(),
                    List.of("Control", "About", "Status", "Violated by", "Waived for", "Passed by"),
                    MarkdownTables::control);
        }
    }

    private static String control(ControlTotal total) {
        return Md.row(
                cell(total.control().id()),
                cell(total.control().title()),
                Words.of(total.status()).replace('-', ' '),
                n(total.violated()),
                n(total.waived()),
                n(total.passed()));
    }

    void owners() {
        table(
                "Owners",
                totals.owners(),
                List.of("Owner", "Specs", "Denied", "Denying", "Warning", "Waived"),
                MarkdownTables::owner);
    }

    private static String owner(OwnerTotal total) {
        return Md.row(
                total.owner() == null ? "*nobody*" : cell(total.owner()),
                n(total.specs().total()),
                n(total.specs().denied()),
                n(total.findings().deny()),
                n(total.findings().warn()),
                n(total.findings().waived()));
    }

    void rules() {
        List<RuleTotal> broken = totals.rules().stream()
                .filter(rule -> rule.findings().total() > 0)
                .sorted(Comparator.comparingLong(
                                (RuleTotal rule) -> rule.findings().open())
                        .reversed())
                .limit(TOP_RULES)
                .toList();
        table(
                "Rules broken most",
                broken,
                List.of("Rule", "Failed", "Passed", "Waived", "Open findings"),
                rule -> Md.row(
                        cell(rule.id()),
                        n(rule.failed()),
                        n(rule.passed()),
                        n(rule.waived()),
                        n(rule.findings().open())));
    }

    void waivers() {
        table(
                "Waivers",
                totals.waivers(),
                List.of("Waiver", "Rule", "Target", "Status", "Findings", "Expires", "Owner", "Reason"),
                MarkdownTables::waiver);
    }

    private static String waiver(WaiverUse use) {
        var waiver = use.waiver();
        String ticket = waiver.ticket() == null ? "" : " (" + waiver.ticket() + ")";
        return Md.row(
                cell(waiver.name()),
                cell(waiver.rule()),
                cell(waiver.target().toString()),
                Words.of(use.status()).replace('-', ' '),
                n(use.findings()),
                waiver.expiresAt().toString(),
                cell(waiver.owner()),
                cell(waiver.reason() + ticket));
    }

    private <T> void table(String title, List<T> rows, List<String> columns, Function<T, String> row) {
        if (rows.isEmpty()) {
            return;
        }
        page.append("\n## ").append(title).append('\n');
        page.append(Md.head(columns.toArray(String[]::new)));
        rows.stream().limit(MAX_ROWS).map(row).forEach(page::append);
        more(rows.size() - MAX_ROWS);
    }

    private void more(long number) {
        if (number > 0) {
            page.append("\nAnd ").append(number).append(" more.\n");
        }
    }

    private static String n(long number) {
        return Long.toString(number);
    }

    private static String cell(String text) {
        boolean fits = text.length() <= MAX_CELL;
        return Md.text(
                fits
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, MAX_CELL - 1))) + "…");
    }
}
