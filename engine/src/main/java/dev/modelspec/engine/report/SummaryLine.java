package dev.modelspec.engine.report;

import dev.modelspec.engine.report.Palette.Style;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run in one line, such as {@code 17 specs: 9 compliant, 3 warned, 5 denied; 2 skipped (profile baseline)}. */
final class SummaryLine {
    private final Palette palette;

    SummaryLine(Palette palette) {
        this.palette = palette;
    }

    String of(Summary summary, @Nullable String profile) {
        StringBuilder line = new StringBuilder(120);
        if (summary.specs() == 0) {
            line.append("no specs");
        } else {
            line.append(summary.specs()).append(summary.specs() == 1 ? " spec: " : " specs: ");
            line.append(String.join(", ", verdicts(summary)));
        }
        if (summary.waivedFindings() > 0) {
            line.append("; ").append(findings(summary.waivedFindings())).append(" waived");
        }
        if (summary.baselineFindings() > 0) {
            line.append("; ").append(findings(summary.baselineFindings())).append(" in the baseline");
        }
        if (summary.skipped() > 0) {
            line.append("; ").append(summary.skipped()).append(" skipped");
        }
        if (!summary.unchecked().isEmpty()) {
            String text = summary.unchecked().size() + " not checked";
            line.append("; ").append(palette.paint(Style.DENY, text));
        }
        String rules = profile == null ? "schema only" : "profile " + Printable.of(profile);
        return line.append(" (").append(rules).append(')').toString();
    }

    private static String findings(long count) {
        return count == 1 ? "1 finding" : count + " findings";
    }

    private List<String> verdicts(Summary summary) {
        List<String> verdicts = new ArrayList<>(3);
        addIfAny(verdicts, summary.compliant(), "compliant", Style.ALLOW);
        addIfAny(verdicts, summary.warned(), "with warnings", Style.WARN);
        addIfAny(verdicts, summary.denied(), "denied", Style.DENY);
        return verdicts;
    }

    private void addIfAny(List<String> verdicts, int count, String word, Style style) {
        if (count > 0) {
            verdicts.add(palette.paint(style, count + " " + word));
        }
    }
}
