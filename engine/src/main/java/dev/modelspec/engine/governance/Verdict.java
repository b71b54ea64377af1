package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.FindingOrder;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.waiver.WaivedFinding;
import dev.modelspec.engine.waiver.Waiver;
import dev.modelspec.engine.waiver.Waivers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The verdict on one document while it is being reached: its findings, and which of them are excused. */
final class Verdict {
    /** What a verdict is about. */
    record Subject(
            int document,
            @Nullable String namespace,
            @Nullable String name,
            @Nullable String owner) {
        /** A document of which nothing is known. */
        static Subject of(int document) {
            return new Subject(document, null, null, null);
        }
    }

    private final Subject subject;
    private final Waivers waivers;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();
    private final List<WaivedFinding> waived = new ArrayList<>();
    private final List<Region> secrets = new ArrayList<>();
    private SortedMap<String, Level> levels = Collections.emptySortedMap();
    private boolean asked;

    Verdict(Subject subject, Waivers waivers, Clock clock) {
        this.subject = subject;
        this.waivers = waivers;
        this.clock = clock;
    }

    /** Says that rules were asked, and at which levels those are that are not at the usual ones. */
    void asked(SortedMap<String, Level> otherLevels) {
        asked = true;
        levels = otherLevels;
    }

    /** Hides a part of the document in reports. */
    void hide(Region secret) {
        secrets.add(secret);
    }

    /**
     * Adds a finding.
     *
     * @param of what stands for the subject if it has no name
     * @param tree of the document
     * @param path what the finding is about
     */
    void add(Finding finding, String of, JsonNode tree, List<String> path) {
        String known = subject.name() == null ? of : subject.name();
        Finding printed = finding.with(Fingerprint.of(finding.rule(), subject.namespace(), known, tree, path));
        Waiver waiver = subject.name() == null
                ? null
                : waivers.excusing(
                        finding.rule(),
                        subject.namespace(),
                        subject.name(),
                        finding.location().pointer(),
                        clock);
        if (waiver == null) {
            findings.add(printed);
        } else {
            waived.add(new WaivedFinding(printed, waiver));
        }
    }

    SpecEvaluation evaluation() {
        if (findings.size() > 1) {
            findings.sort(FindingOrder.BY_POSITION);
        }
        if (waived.size() > 1) {
            waived.sort(Comparator.comparing(WaivedFinding::finding, FindingOrder.BY_POSITION));
        }
        return new SpecEvaluation(
                subject.document(),
                subject.namespace(),
                subject.name(),
                subject.owner(),
                asked,
                Decision.of(findings),
                findings,
                waived,
                levels,
                secrets);
    }
}
