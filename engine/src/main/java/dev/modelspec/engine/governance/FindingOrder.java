package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.Finding;
import java.util.Comparator;

/** The order of findings: as they come in the text, then by rule. Apart, because a spec without findings needs none. */
final class FindingOrder {
    static final Comparator<Finding> BY_POSITION = Comparator.<Finding>comparingInt(
                    finding -> finding.location().region().startLine())
            .thenComparingInt(finding -> finding.location().region().startColumn())
            .thenComparing(Finding::rule)
            .thenComparing(finding -> finding.location().pointer())
            .thenComparing(Finding::message);

    private FindingOrder() {}
}
