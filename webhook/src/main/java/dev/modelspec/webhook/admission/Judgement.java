package dev.modelspec.webhook.admission;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.waiver.WaivedFinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request was judged.
 *
 * @param decision what becomes of it
 * @param findings what was found, in the order of their positions
 * @param waived what was found besides, and is excused
 * @param notJudged why there was nothing to judge; null if it was judged
 * @param answer what the API server is told
 */
public record Judgement(
        Decision decision,
        List<Finding> findings,
        List<WaivedFinding> waived,
        @Nullable String notJudged,
        AdmissionAnswer answer) {
    public Judgement {
        findings = List.copyOf(findings);
        waived = List.copyOf(waived);
    }

    /** The names of the waivers that were used, in order. */
    public List<String> waivers() {
        return waived.stream()
                .map(finding -> finding.waiver().name())
                .distinct()
                .sorted()
                .toList();
    }
}
