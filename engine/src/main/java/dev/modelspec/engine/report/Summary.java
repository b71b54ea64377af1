package dev.modelspec.engine.report;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.SpecEvaluation;
import java.util.ArrayList;
import java.util.List;

/** Counts while specs are being checked. Not thread-safe. */
public final class Summary {
    private int compliant;
    private int warned;
    private int denied;
    private int skipped;
    private long denyFindings;
    private long warnFindings;
    private long waivedFindings;
    private long baselineFindings;
    private final List<Unchecked> unchecked = new ArrayList<>();

    /** Counts a source. */
    public void add(Evaluation evaluation) {
        skip(evaluation.skipped());
        for (SpecEvaluation spec : evaluation.specs()) {
            switch (spec.decision()) {
                case ALLOW -> compliant++;
                case WARN -> warned++;
                case DENY -> denied++;
            }
            waivedFindings += spec.waived().size();
            for (Finding finding : spec.findings()) {
                if (finding.level() == Level.DENY) {
                    denyFindings++;
                } else {
                    warnFindings++;
                }
            }
        }
    }

    /** Counts a source without a verdict. */
    public void add(Unchecked source) {
        unchecked.add(source);
    }

    /** Counts findings that were there when the rules were adopted. */
    public void addBaseline(long findings) {
        baselineFindings += findings;
    }

    /** Counts documents of other kinds. */
    public void skip(int documents) {
        skipped += documents;
    }

    /** How many specs have a verdict. */
    public int specs() {
        return compliant + warned + denied;
    }

    /** How many specs have no finding. */
    public int compliant() {
        return compliant;
    }

    /** How many specs have findings, none of which denies. */
    public int warned() {
        return warned;
    }

    /** How many specs are denied. */
    public int denied() {
        return denied;
    }

    /** How many documents are no ModelSpecs. */
    public int skipped() {
        return skipped;
    }

    /** How many findings deny. */
    public long denyFindings() {
        return denyFindings;
    }

    /** How many findings warn. */
    public long warnFindings() {
        return warnFindings;
    }

    /** How many findings somebody accepts for a time. */
    public long waivedFindings() {
        return waivedFindings;
    }

    /** How many findings were there when the rules were adopted. */
    public long baselineFindings() {
        return baselineFindings;
    }

    /** The sources without a verdict. */
    public List<Unchecked> unchecked() {
        return List.copyOf(unchecked);
    }
}
