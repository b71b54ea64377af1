package dev.modelspec.engine.finding;

import dev.modelspec.engine.source.Region;
import java.util.Comparator;

/** The order of findings: as they come in the text, then by rule. Apart, because a spec without findings needs none. */
public final class FindingOrder {
    /** By line, column, rule, pointer and message. */
    public static final Comparator<Finding> BY_POSITION = FindingOrder::compare;

    private FindingOrder() {}

    /** Written out, for a chain of comparators takes Java longer to make than findings take to sort. */
    private static int compare(Finding one, Finding other) {
        Region here = one.location().region();
        Region there = other.location().region();
        int order = Integer.compare(here.startLine(), there.startLine());
        order = order != 0 ? order : Integer.compare(here.startColumn(), there.startColumn());
        order = order != 0 ? order : one.rule().compareTo(other.rule());
        order = order != 0
                ? order
                : one.location().pointer().compareTo(other.location().pointer());
        return order != 0 ? order : one.message().compareTo(other.message());
    }
}
