package dev.modelspec.audit;

import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.SpecEvaluation;
import dev.modelspec.engine.report.SourceLines;
import dev.modelspec.engine.waiver.WaivedFinding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes of a verdict on a source what an audit reports. */
public final class AuditedSpecs {
    /** Code points of a line that is quoted. More is no line that people wrote, and reports would quote it again and again. */
    private static final int LONGEST_LINE = 400;

    private static final Comparator<AuditedFinding> BY_POSITION = Comparator.<AuditedFinding>comparingInt(
                    audited -> audited.finding().location().region().startLine())
            .thenComparingInt(audited -> audited.finding().location().region().startColumn())
            .thenComparing(audited -> audited.finding().rule())
            .thenComparing(audited -> audited.finding().location().pointer())
            .thenComparing(audited -> audited.finding().message());

    private AuditedSpecs() {}

    /**
     * The specs of a source.
     *
     * @param content its bytes, of which lines are quoted
     * @param digest of its bytes, {@code sha256:…}
     */
    public static List<AuditedSpec> of(Evaluation evaluation, byte[] content, String digest) {
        var specs = new ArrayList<AuditedSpec>(evaluation.specs().size());
        SourceLines lines = null;
        for (SpecEvaluation spec : evaluation.specs()) {
            var findings = new ArrayList<AuditedFinding>();
            if (!spec.findings().isEmpty() || !spec.waived().isEmpty()) {
                lines = lines == null ? new SourceLines(content, evaluation.secrets()) : lines;
                for (Finding finding : spec.findings()) {
                    findings.add(new AuditedFinding(finding, line(finding, lines), Standing.OPEN, null, null));
                }
                for (WaivedFinding waived : spec.waived()) {
                    findings.add(new AuditedFinding(
                            waived.finding(),
                            line(waived.finding(), lines),
                            Standing.WAIVED,
                            waived.waiver().name(),
                            null));
                }
                findings.sort(BY_POSITION);
            }
            specs.add(spec(evaluation.source(), digest, spec, findings));
        }
        return specs;
    }

    private static AuditedSpec spec(String source, String digest, SpecEvaluation spec, List<AuditedFinding> findings) {
        return new AuditedSpec(
                source,
                spec.document(),
                spec.namespace(),
                spec.name(),
                spec.owner(),
                digest,
                spec.decision(),
                spec.policiesEvaluated(),
                spec.levels(),
                findings);
    }

    private static String line(Finding finding, @Nullable SourceLines lines) {
        String line =
                lines == null ? "" : lines.line(finding.location().region().startLine());
        boolean text = line.length() <= LONGEST_LINE && line.indexOf('\0') < 0 && !line.isBlank();
        return text ? line : "";
    }
}
