package dev.modelspec.engine.governance;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.source.Region;
import java.util.List;

/**
 * The verdict on a source.
 *
 * @param source its name
 * @param specs the verdict on each of its ModelSpecs, in the order of the text
 * @param skipped how many of its documents are something else
 */
public record Evaluation(String source, List<SpecEvaluation> specs, int skipped) {
    public Evaluation {
        specs = List.copyOf(specs);
    }

    /** The strictest decision on any of its specs; {@link Decision#ALLOW} if there are none. */
    public Decision decision() {
        return specs.stream().map(SpecEvaluation::decision).reduce(Decision.ALLOW, Decision::and);
    }

    /** Where rules found secrets in the source. */
    public List<Region> secrets() {
        return specs.stream().flatMap(spec -> spec.secrets().stream()).toList();
    }

    /** The findings of all specs. */
    public List<Finding> findings() {
        return specs.stream().flatMap(spec -> spec.findings().stream()).toList();
    }
}
