package dev.modelspec.audit;

import dev.modelspec.audit.framework.Framework;
import dev.modelspec.engine.finding.Severity;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.engine.report.Unchecked;
import dev.modelspec.engine.waiver.Waiver;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * An audit in figures.
 *
 * @param specs how many specs there are, by decision
 * @param notEvaluated how many specs break their schema, so that no rule was asked
 * @param skipped how many documents are no ModelSpecs
 * @param unchecked the sources without a verdict
 * @param findings how many findings there are, by standing
 * @param severities the same by severity, of all four, from the most severe
 * @param rules of each rule in force, in the order of their ids; then the schema's and the parser's own that found something
 * @param frameworks of each framework that was asked for
 * @param owners of each owner in the order of their names, those without last
 * @param waivers of each waiver that was given, in the order of their names
 * @param history what changed since the previous audit; null if there was none to compare with
 */
public record AuditTotals(
        SpecCount specs,
        long notEvaluated,
        long skipped,
        List<Unchecked> unchecked,
        FindingCount findings,
        SortedMap<Severity, FindingCount> severities,
        List<RuleTotal> rules,
        List<FrameworkTotal> frameworks,
        List<OwnerTotal> owners,
        List<WaiverUse> waivers,
        @Nullable History history) {

    /** Numbers of specs by decision. */
    public record SpecCount(long compliant, long warned, long denied) {
        /** All of them. */
        public long total() {
            return compliant + warned + denied;
        }
    }

    /**
     * Numbers of findings.
     *
     * @param deny open ones that deny
     * @param warn open ones that warn
     * @param waived those that a waiver excuses
     * @param baseline those that were there when the rules were adopted
     */
    public record FindingCount(long deny, long warn, long waived, long baseline) {
        /** All of them. */
        public long total() {
            return deny + warn + waived + baseline;
        }

        /** Those that count. */
        public long open() {
            return deny + warn;
        }
    }

    /**
     * How specs stand to one rule.
     *
     * @param id of the rule
     * @param rule what it says of itself; null for what the schema or the parser found
     * @param passed how many specs it was asked of and found nothing in
     * @param failed how many specs have an open finding, or one of the baseline
     * @param waived how many specs have findings, all of which are waived
     * @param off how many specs the profile spares it
     * @param notEvaluated how many specs break their schema, so that it was not asked
     * @param findings how many findings it has
     */
    public record RuleTotal(
            String id,
            @Nullable RuleInForce rule,
            long passed,
            long failed,
            long waived,
            long off,
            long notEvaluated,
            FindingCount findings) {}

    /** How specs stand to a framework: each of its controls, in its order. */
    public record FrameworkTotal(Framework framework, List<ControlTotal> controls) {
        public FrameworkTotal {
            controls = List.copyOf(controls);
        }

        /** How many controls have a status. */
        public long count(ControlStatus status) {
            return controls.stream()
                    .filter(control -> control.status() == status)
                    .count();
        }
    }

    /**
     * How specs stand to a control.
     *
     * @param violated how many specs have an open finding, or one of the baseline
     * @param waived how many specs have findings, all of which are waived
     * @param passed how many specs were asked and have none
     */
    public record ControlTotal(
            Framework.Control control, ControlStatus status, long violated, long waived, long passed) {}

    /** What is known of a control. */
    public enum ControlStatus {
        /** Every spec that was asked passes every rule. */
        SATISFIED,
        /** A spec breaks a rule. */
        VIOLATED,
        /** Specs break rules, and each time somebody accepts it. */
        WAIVED,
        /** No rule shows anything of it, or none was asked of any spec. */
        NOT_ASSESSABLE
    }

    /** How the specs of an owner stand; the owner is null for those that name none. */
    public record OwnerTotal(@Nullable String owner, SpecCount specs, FindingCount findings) {}

    /** What became of a waiver: how many findings it excuses, and whether it holds. */
    public record WaiverUse(Waiver waiver, WaiverStatus status, long findings) {}

    /** Whether a waiver holds. */
    public enum WaiverStatus {
        /** It excuses something, for a while to come. */
        USED,
        /** It excuses something, and will not for long. */
        EXPIRING,
        /** It holds, and there is nothing to excuse. */
        UNUSED,
        /** It holds no more. */
        EXPIRED,
        /** It does not hold yet. */
        NOT_YET
    }

    /**
     * What changed since the previous audit.
     *
     * @param since when that was
     * @param added how many findings are new
     * @param open how many findings are still there
     * @param resolved findings that are there no more, in the previous order
     */
    public record History(Instant since, long added, long open, List<ResolvedFinding> resolved) {
        public History {
            resolved = List.copyOf(resolved);
        }
    }

    /** A finding that is there no more; {@code since} when it was found first. */
    public record ResolvedFinding(
            String rule,
            String source,
            @Nullable String namespace,
            @Nullable String name,
            String pointer,
            String fingerprint,
            @Nullable Instant since) {}
}
