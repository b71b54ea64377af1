package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.source.Region;
import dev.modelspec.engine.waiver.WaivedFinding;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one document.
 *
 * @param document which document of its source, from 1
 * @param namespace the Kubernetes namespace it is in; null if none is known
 * @param name {@code metadata.name}; null if it cannot be told
 * @param owner who is accountable for it, as it says; null if it names nobody
 * @param policiesEvaluated whether the rules were asked: they are not when the document breaks its schema
 * @param decision what the findings add up to
 * @param findings in the order of their positions, then rules; none is at level off, none is waived
 * @param waived findings that count for nothing, for somebody accepted them; in the same order
 * @param levels the levels of rules where an override of the profile gives this spec others than are usual
 * @param secrets where a rule found a secret: reports that quote the source leave it out
 */
public record SpecEvaluation(
        int document,
        @Nullable String namespace,
        @Nullable String name,
        @Nullable String owner,
        boolean policiesEvaluated,
        Decision decision,
        List<Finding> findings,
        List<WaivedFinding> waived,
        SortedMap<String, Level> levels,
        List<Region> secrets) {
    public SpecEvaluation {
        findings = List.copyOf(findings);
        waived = List.copyOf(waived);
        secrets = List.copyOf(secrets);
    }

    /** A verdict on what nobody knows more of. */
    public SpecEvaluation(
            int document, @Nullable String name, boolean policiesEvaluated, Decision decision, List<Finding> findings) {
        this(document, null, name, null, policiesEvaluated, decision, findings, List.of(), new TreeMap<>(), List.of());
    }

    /** The same with only these findings, and a decision that follows from them. */
    public SpecEvaluation with(List<Finding> others) {
        return new SpecEvaluation(
                document,
                namespace,
                name,
                owner,
                policiesEvaluated,
                Decision.of(others),
                others,
                waived,
                levels,
                secrets);
    }
}
