package dev.modelspec.webhook.admission;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.governance.Decision;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request was judged.
 *
 * @param decision what becomes of it
 * @param findings what was found, in the order of their positions
 * @param notJudged why there was nothing to judge; null if it was judged
 * @param answer what the API server is told
 */
public record Judgement(
        Decision decision, List<Finding> findings, @Nullable String notJudged, AdmissionAnswer answer) {
    public Judgement {
        findings = List.copyOf(findings);
    }
}
