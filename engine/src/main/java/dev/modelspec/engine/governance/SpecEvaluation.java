package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one document.
 *
 * @param document which document of its source, from 1
 * @param name {@code metadata.name}; null if it cannot be told
 * @param policiesEvaluated whether the rules were asked: they are not when the document breaks its schema
 * @param decision what the findings add up to
 * @param findings in the order of their positions, then rules; none is at level off
 */
public record SpecEvaluation(
        int document, @Nullable String name, boolean policiesEvaluated, Decision decision, List<Finding> findings) {
    public SpecEvaluation {
        findings = List.copyOf(findings);
    }
}
