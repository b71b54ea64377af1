package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditTotals;
import dev.modelspec.audit.AuditTotals.ControlStatus;
import dev.modelspec.audit.AuditTotals.FindingCount;
import dev.modelspec.audit.AuditTotals.SpecCount;
import dev.modelspec.audit.AuditTotals.WaiverStatus;
import dev.modelspec.audit.AuditWriter;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.report.DisplayWidth;
import dev.modelspec.engine.report.Palette;
import dev.modelspec.engine.report.Palette.Style;
import dev.modelspec.engine.report.Paragraph;
import dev.modelspec.engine.report.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An overview for people at a terminal of 80 columns. Keeps the names of the first specs that are denied. */
public final class TextWriter implements AuditWriter {
    private static final int WIDTH = 80;
    private static final int DENIED_SHOWN = 20;
    private static final int RESOLVED_SHOWN = 20;

    private final OutputStream out;
    private final Palette palette;
    private final StringBuilder text = new StringBuilder(4096);
    private final List<Row> denied = new ArrayList<>();
    private @Nullable AuditHeader header;

    /** A line of a table: a word in a colour, a name, and the rest. */
    private record Row(Style style, String word, String name, String rest) {}

    /**
     * An overview without colours.
     *
     * @param out takes UTF-8
     */
    public TextWriter(OutputStream out) {
        this(out, false);
    }

    /**
     * An overview.
     *
     * @param out takes UTF-8
     * @param colour whether to use ANSI colours
     */
    public TextWriter(OutputStream out, boolean colour) {
        this.out = out;
        this.palette = new Palette(colour);
    }

    @Override
    public void begin(AuditHeader known) {
        header = known;
    }

    @Override
    public void add(AuditedSpec spec) {
        if (spec.decision() == Decision.DENY && denied.size() < DENIED_SHOWN) {
            long open = spec.findings().stream()
                    .filter(finding -> finding.standing() == Standing.OPEN)
                    .map(AuditedFinding::finding)
                    .count();
            denied.add(new Row(Style.DENY, findings(open), spec.title(), spec.source()));
        }
    }

    @Override
    public void end(AuditTotals totals) throws IOException {
        if (header == null) {
            throw new IllegalStateException("not begun");
        }
        head(header, totals);
        frameworks(totals);
        rules(totals);
        owners(totals);
        specs(totals);
        waivers(totals);
        history(header, totals);
        unchecked(totals);
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void head(AuditHeader known, AuditTotals totals) {
        String rules = known.profile() == null ? "schema only" : "profile " + Printable.of(known.profile());
        title("Audit of " + known.time() + ", " + rules
                + (known.shard() == null ? "" : ", shard " + known.shard() + " only"));
        SpecCount specs = totals.specs();
        var verdicts = new ArrayList<String>();
        count(verdicts, specs.compliant(), "compliant", Style.ALLOW);
        count(verdicts, specs.warned(), "with warnings", Style.WARN);
        count(verdicts, specs.denied(), "denied", Style.DENY);
        line("specs", specs.total() + (verdicts.isEmpty() ? "" : ": " + String.join(", ", verdicts)));
        FindingCount found = totals.findings();
        var standings = new ArrayList<String>();
        count(standings, found.deny(), "deny", Style.DENY);
        count(standings, found.warn(), "warn", Style.WARN);
        count(standings, found.waived(), "waived", Style.QUIET);
        count(standings, found.baseline(), "in the baseline", Style.QUIET);
        line("findings", found.total() + (standings.isEmpty() ? "" : ": " + String.join(", ", standings)));
        var severities = new ArrayList<String>();
        totals.severities().forEach((severity, count) -> {
            if (count.open() > 0) {
                severities.add(count.open() + " " + severity.name().toLowerCase(Locale.ROOT));
            }
        });
        if (!severities.isEmpty()) {
            line("open", String.join(", ", severities));
        }
        if (totals.notEvaluated() > 0) {
            line("unasked", totals.notEvaluated() + " break the schema, so that no rule was asked of them");
        }
        if (totals.skipped() > 0) {
            line("skipped", totals.skipped() + " documents of other kinds");
        }
    }

    private void count(List<String> to, long count, String word, Style style) {
        if (count > 0) {
            to.add(palette.paint(style, count + " " + word));
        }
    }

    private void frameworks(AuditTotals totals) {
        boolean one = totals.frameworks().size() == 1;
        for (var framework : totals.frameworks()) {
            title(Printable.of(framework.framework().title()));
            var statuses = new ArrayList<String>();
            for (ControlStatus status : ControlStatus.values()) {
                count(statuses, framework.count(status), word(status), style(status));
            }
            text.append("  ").append(String.join(", ", statuses)).append('\n');
            var rows = new ArrayList<Row>();
            for (var control : framework.controls()) {
                boolean shown = control.status() == ControlStatus.SATISFIED
                        ? one
                        : control.status() != ControlStatus.NOT_ASSESSABLE;
                if (shown) {
                    long specs = control.status() == ControlStatus.SATISFIED
                            ? control.passed()
                            : control.violated() + control.waived();
                    rows.add(new Row(
                            style(control.status()),
                            word(control.status()),
                            control.control().id(),
                            control.control().title() + " (" + specs(specs) + ")"));
                }
            }
            table(rows);
        }
    }

    private static Style style(ControlStatus status) {
        return switch (status) {
            case SATISFIED -> Style.ALLOW;
            case VIOLATED -> Style.DENY;
            case WAIVED -> Style.WARN;
            case NOT_ASSESSABLE -> Style.QUIET;
        };
    }

    private void rules(AuditTotals totals) {
        var rows = new ArrayList<Row>();
        long passed = 0;
        long off = 0;
        for (var rule : totals.rules()) {
            FindingCount found = rule.findings();
            if (found.total() > 0) {
                Style style = found.deny() > 0 ? Style.DENY : found.warn() > 0 ? Style.WARN : Style.QUIET;
                String waived = rule.waived() > 0 ? ", " + rule.waived() + " waived" : "";
                String title =
                        rule.rule() == null ? "" : ": " + rule.rule().rule().title();
                rows.add(new Row(style, specs(rule.failed()) + waived, rule.id(), title));
            } else if (rule.passed() > 0) {
                passed++;
            } else {
                off++;
            }
        }
        if (totals.rules().isEmpty()) {
            return;
        }
        title("By rule");
        rows.replaceAll(
                row -> new Row(row.style(), row.word(), row.name(), row.rest().replaceFirst("^: ", "")));
        table(rows);
        text.append("  ")
                .append(passed)
                .append(passed == 1 ? " other rule finds" : " other rules find")
                .append(" nothing")
                .append(off > 0 ? "; " + off + " off or not asked" : "")
                .append('\n');
    }

    private void owners(AuditTotals totals) {
        if (totals.owners().isEmpty()) {
            return;
        }
        title("By owner");
        var rows = new ArrayList<Row>();
        for (var owner : totals.owners()) {
            SpecCount of = owner.specs();
            Style style = of.denied() > 0 ? Style.DENY : of.warned() > 0 ? Style.WARN : Style.ALLOW;
            String who = owner.owner() == null ? "(nobody)" : owner.owner();
            rows.add(new Row(
                    style,
                    of.denied() + " of " + of.total() + " denied",
                    who,
                    findings(owner.findings().open())));
        }
        table(rows);
    }

    private void specs(AuditTotals totals) {
        if (denied.isEmpty()) {
            return;
        }
        title("Denied specs");
        table(denied);
        long more = totals.specs().denied() - denied.size();
        if (more > 0) {
            text.append("  and ").append(more).append(" more\n");
        }
    }

    private void waivers(AuditTotals totals) {
        if (totals.waivers().isEmpty()) {
            return;
        }
        title("Waivers");
        var rows = new ArrayList<Row>();
        for (var use : totals.waivers()) {
            var waiver = use.waiver();
            boolean quiet = use.status() == WaiverStatus.USED;
            LocalDate until = LocalDate.ofInstant(waiver.expiresAt(), ZoneOffset.UTC);
            rows.add(new Row(
                    quiet ? Style.QUIET : Style.WARN,
                    use.status().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    waiver.name(),
                    waiver.rule() + " of " + waiver.target() + " until " + until + ", by " + waiver.owner()));
        }
        table(rows);
    }

    private void history(AuditHeader known, AuditTotals totals) {
        var history = totals.history();
        if (history == null) {
            return;
        }
        title("Since " + history.since());
        line("new", findings(history.added()));
        line("still there", findings(history.open()));
        line("resolved", findings(history.resolved().size()));
        var rows = history.resolved().stream()
                .limit(RESOLVED_SHOWN)
                .map(finding -> new Row(
                        Style.ALLOW,
                        "resolved",
                        finding.rule(),
                        (finding.name() == null ? finding.source() : finding.name())
                                + (finding.since() == null
                                        ? ""
                                        : " after " + days(Duration.between(finding.since(), known.time())))))
                .toList();
        table(rows);
    }

    private static String days(Duration time) {
        return time.toDays() == 1 ? "1 day" : time.toDays() + " days";
    }

    private void unchecked(AuditTotals totals) {
        if (totals.unchecked().isEmpty()) {
            return;
        }
        title("Not checked");
        table(totals.unchecked().stream()
                .map(source -> new Row(Style.DENY, "unchecked", source.source(), source.reason()))
                .toList());
    }

    private void title(String title) {
        text.append(text.isEmpty() ? "" : "\n")
                .append(palette.paint(Style.PLACE, title))
                .append('\n');
    }

    private void line(String name, String rest) {
        text.append("  ")
                .append(name)
                .append(" ".repeat(Math.max(1, 12 - name.length())))
                .append(rest)
                .append('\n');
    }

    /** The words one below the other, then each name and the rest of its line. */
    private void table(List<Row> rows) {
        int width =
                rows.stream().mapToInt(row -> DisplayWidth.of(row.word())).max().orElse(0);
        for (Row row : rows) {
            String name = Printable.of(row.name());
            int indent = 4 + width;
            text.append("  ")
                    .append(palette.paint(row.style(), row.word()))
                    .append(" ".repeat(width - DisplayWidth.of(row.word()) + 2))
                    .append(palette.paint(Style.RULE, name));
            if (row.rest().isEmpty()) {
                text.append('\n');
            } else {
                text.append("  ");
                Paragraph.wrap(text, indent + DisplayWidth.of(name) + 2, row.rest(), indent + 2, WIDTH);
            }
        }
    }

    private static String word(ControlStatus status) {
        return status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String specs(long count) {
        return count == 1 ? "1 spec" : count + " specs";
    }

    private static String findings(long count) {
        return count == 1 ? "1 finding" : count + " findings";
    }
}
