package dev.modelspec.engine.report;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Location;
import dev.modelspec.engine.finding.Severity;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.governance.Evaluation;
import dev.modelspec.engine.governance.SpecEvaluation;
import dev.modelspec.engine.source.Region;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluations to report. */
final class Findings {
    static final String FINGERPRINT = "ab".repeat(16);

    private Findings() {}

    static Finding deny(String source, int line, int column, int endColumn, String message) {
        return finding(
                "retention/logs-max-days",
                Level.DENY,
                Severity.HIGH,
                source,
                line,
                column,
                endColumn,
                message,
                "Lower it.");
    }

    static Finding warn(String source, int line, int column, int endColumn, String message) {
        return finding(
                "privacy/pii-declared", Level.WARN, Severity.MEDIUM, source, line, column, endColumn, message, null);
    }

    static Finding finding(
            String rule,
            Level level,
            Severity severity,
            String source,
            int line,
            int column,
            int endColumn,
            String message,
            @Nullable String remediation) {
        Region region = new Region(line, column, line, endColumn);
        return new Finding(rule, level, severity, "Title", message, remediation, new Location(source, "/spec", region))
                .with(FINGERPRINT);
    }

    static Evaluation evaluation(String source, Finding... findings) {
        return evaluation(source, true, findings);
    }

    static Evaluation evaluation(String source, boolean policiesEvaluated, Finding... findings) {
        Decision decision = Arrays.stream(findings).anyMatch(finding -> finding.level() == Level.DENY)
                ? Decision.DENY
                : findings.length == 0 ? Decision.ALLOW : Decision.WARN;
        return new Evaluation(
                source, List.of(new SpecEvaluation(1, "chat", policiesEvaluated, decision, List.of(findings))), 0);
    }
}
