package dev.modelspec.engine.report;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.governance.PartDifference;
import dev.modelspec.engine.governance.PolicyDifferences;
import dev.modelspec.engine.governance.RuleDifference;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.engine.governance.SpecDifference;
import dev.modelspec.engine.report.Palette.Style;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What changes with other policies, for people: {@code +} for what came, {@code -} for what went, {@code ~} for what changed. */
public final class DifferencesText {
    private final OutputStream out;
    private final Palette palette;

    /**
     * A writer.
     *
     * @param out takes UTF-8
     * @param colour whether to use ANSI colours
     */
    public DifferencesText(OutputStream out, boolean colour) {
        this.out = out;
        this.palette = new Palette(colour);
    }

    /** Writes all lists, and how long they are. */
    public void write(List<RuleDifference> rules, List<PartDifference> parts, List<SpecDifference> specs)
            throws IOException {
        var text = new StringBuilder(1024);
        rules.forEach(rule -> append(text, rule));
        parts.forEach(part -> append(text, part));
        specs.forEach(spec -> append(text, spec));
        text.append(count(rules.size(), "rule"))
                .append(", ")
                .append(count(parts.size(), "other part"))
                .append(" and ")
                .append(count(specs.size(), "spec"))
                .append(rules.size() + parts.size() + specs.size() == 1 ? " differs\n" : " differ\n");
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String count(int number, String what) {
        return (number == 0 ? "no" : number) + " " + what + (number == 1 ? "" : "s");
    }

    private void append(StringBuilder text, RuleDifference rule) {
        RuleInForce one = rule.after() == null ? rule.before() : rule.after();
        String sign = rule.before() == null ? "+" : rule.after() == null ? "-" : "~";
        text.append(sign).append(' ').append(palette.paint(Style.RULE, rule.id()));
        if (one != null && !sign.equals("~")) {
            text.append("  ").append(word(one.level()));
            text.append("  ").append(one.rule().severity());
            text.append("  ").append(Printable.of(one.rule().title()));
        }
        text.append('\n');
        for (RuleDifference.Change change : rule.changes()) {
            text.append("    ").append(Printable.of(change.what())).append(": ");
            if (change.what().equals(PolicyDifferences.REGO)) {
                text.append("differs\n");
                continue;
            }
            text.append(value(change.before())).append(" -> ").append(value(change.after()));
            text.append('\n');
        }
    }

    private static void append(StringBuilder text, PartDifference part) {
        String sign = switch (part.change()) {
            case ADDED -> "+ ";
            case REMOVED -> "- ";
            case CHANGED -> "~ ";
        };
        text.append(sign)
                .append(word(part.kind()))
                .append(' ')
                .append(Printable.of(part.name()))
                .append('\n');
    }

    private void append(StringBuilder text, SpecDifference spec) {
        text.append("~ ").append(palette.paint(Style.PLACE, Printable.of(spec.source())));
        text.append(spec.document() == 1 ? "" : " document " + spec.document());
        text.append(spec.name() == null ? "" : " (" + Printable.of(spec.name()) + ")");
        text.append(": ").append(word(spec.before()));
        text.append(spec.before() == spec.after() ? "" : " -> " + word(spec.after()));
        text.append('\n');
        spec.went().forEach(finding -> append(text, "-", finding));
        spec.came().forEach(finding -> append(text, "+", finding));
    }

    private void append(StringBuilder text, String sign, Finding finding) {
        text.append("    ")
                .append(sign)
                .append(' ')
                .append(word(finding.level()))
                .append("  ");
        text.append(palette.paint(Style.RULE, finding.rule()));
        text.append("  ").append(Printable.of(finding.location().pointer()));
        text.append(": ").append(Printable.of(finding.message())).append('\n');
    }

    private static String value(@Nullable String value) {
        return value == null ? "none" : Printable.of(value);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
