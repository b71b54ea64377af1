package dev.modelspec.audit;

import dev.modelspec.audit.AuditTotals.ControlStatus;
import dev.modelspec.audit.AuditTotals.ControlTotal;
import dev.modelspec.audit.AuditTotals.FindingCount;
import dev.modelspec.audit.AuditTotals.FrameworkTotal;
import dev.modelspec.audit.AuditTotals.History;
import dev.modelspec.audit.AuditTotals.OwnerTotal;
import dev.modelspec.audit.AuditTotals.RuleTotal;
import dev.modelspec.audit.AuditTotals.SpecCount;
import dev.modelspec.audit.AuditTotals.WaiverStatus;
import dev.modelspec.audit.AuditTotals.WaiverUse;
import dev.modelspec.audit.framework.Framework.Control;
import dev.modelspec.engine.finding.Level;
import dev.modelspec.engine.finding.Severity;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.governance.RuleInForce;
import dev.modelspec.engine.report.Unchecked;
import dev.modelspec.engine.waiver.Waiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts while specs are being audited. Keeps nothing of a spec. Not thread-safe. */
public final class Tally {
    /** Time enough to mend what was excused, or to have it excused again. */
    private static final Duration SOON = Duration.ofDays(14);

    private final AuditHeader header;
    private final Count all = new Count();
    private final SortedMap<Severity, Count> severities = new TreeMap<>();
    private final SortedMap<String, RuleCount> rules = new TreeMap<>();
    private final List<ControlCount> controls = new ArrayList<>();
    private final SortedMap<String, Count> owners = new TreeMap<>();
    private final Count nobodys = new Count();
    private final Map<String, Long> waived = new HashMap<>();
    private long notEvaluated;

    /** A tally of nothing so far. */
    public Tally(AuditHeader header) {
        this.header = header;
        for (Severity severity : Severity.values()) {
            severities.put(severity, new Count());
        }
        header.rules().forEach(rule -> rules.put(rule.rule().id(), new RuleCount(rule)));
        for (var framework : header.frameworks()) {
            for (var control : framework.controls()) {
                controls.add(new ControlCount(control));
            }
        }
    }

    /** Counts a spec. */
    public void add(AuditedSpec spec) {
        Count owner = spec.owner() == null ? nobodys : owners.computeIfAbsent(spec.owner(), any -> new Count());
        all.add(spec.decision());
        owner.add(spec.decision());
        var broken = new HashMap<String, Boolean>();
        for (AuditedFinding finding : spec.findings()) {
            String rule = finding.finding().rule();
            boolean excused = finding.standing() == AuditedFinding.Standing.WAIVED;
            broken.merge(rule, excused, (one, other) -> one && other);
            all.add(finding);
            owner.add(finding);
            severities
                    .computeIfAbsent(finding.finding().severity(), any -> new Count())
                    .add(finding);
            rules.computeIfAbsent(rule, id -> new RuleCount(null)).findings.add(finding);
            if (finding.waiver() != null) {
                waived.merge(finding.waiver(), 1L, Long::sum);
            }
        }
        if (!spec.policiesEvaluated()) {
            notEvaluated++;
        }
        rules.forEach((id, count) -> count.add(spec, id, broken.get(id)));
        controls(spec, broken);
    }

    private void controls(AuditedSpec spec, Map<String, Boolean> broken) {
        if (!spec.policiesEvaluated()) {
            return;
        }
        for (ControlCount control : controls) {
            boolean asked = false;
            boolean violated = false;
            boolean waivedOnly = false;
            for (String id : control.control.rules()) {
                RuleCount rule = rules.get(id);
                asked |= rule != null && rule.level(spec, id) != Level.OFF;
                Boolean excused = broken.get(id);
                violated |= excused != null && !excused;
                waivedOnly |= excused != null && excused;
            }
            control.violated += violated ? 1 : 0;
            control.waived += !violated && waivedOnly ? 1 : 0;
            control.passed += asked && !violated && !waivedOnly ? 1 : 0;
        }
    }

    /**
     * What it came to.
     *
     * @param skipped how many documents were no ModelSpecs
     * @param unchecked the sources without a verdict
     * @param history what changed; null if nobody asked
     */
    public AuditTotals totals(long skipped, List<Unchecked> unchecked, @Nullable History history) {
        var bySeverity = new TreeMap<Severity, FindingCount>();
        severities.forEach((severity, count) -> bySeverity.put(severity, count.findings()));
        return new AuditTotals(
                all.specs(),
                notEvaluated,
                skipped,
                unchecked,
                all.findings(),
                bySeverity,
                ruleTotals(),
                frameworkTotals(),
                ownerTotals(),
                waiverUses(),
                history);
    }

    private List<RuleTotal> ruleTotals() {
        var totals = new ArrayList<RuleTotal>();
        rules.forEach((id, count) -> totals.add(count.total(id)));
        // The rules in force first, then what is the schema's and the parser's.
        totals.sort(Comparator.comparing(total -> total.rule() == null));
        return totals;
    }

    private List<FrameworkTotal> frameworkTotals() {
        var totals = new ArrayList<FrameworkTotal>();
        int next = 0;
        for (var framework : header.frameworks()) {
            int size = framework.controls().size();
            var of = controls.subList(next, next + size).stream()
                    .map(ControlCount::total)
                    .toList();
            totals.add(new FrameworkTotal(framework, of));
            next += size;
        }
        return totals;
    }

    private List<OwnerTotal> ownerTotals() {
        var totals = new ArrayList<OwnerTotal>();
        owners.forEach((owner, count) -> totals.add(new OwnerTotal(owner, count.specs(), count.findings())));
        if (nobodys.specs().total() > 0) {
            totals.add(new OwnerTotal(null, nobodys.specs(), nobodys.findings()));
        }
        return totals;
    }

    private List<WaiverUse> waiverUses() {
        return header.waivers().stream()
                .sorted(Comparator.comparing(Waiver::name))
                .map(waiver -> {
                    long findings = waived.getOrDefault(waiver.name(), 0L);
                    return new WaiverUse(waiver, status(waiver, findings, header.time()), findings);
                })
                .toList();
    }

    private static WaiverStatus status(Waiver waiver, long findings, Instant now) {
        if (!now.isBefore(waiver.expiresAt())) {
            return WaiverStatus.EXPIRED;
        }
        if (now.isBefore(waiver.grantedAt())) {
            return WaiverStatus.NOT_YET;
        }
        if (findings == 0) {
            return WaiverStatus.UNUSED;
        }
        return now.plus(SOON).isBefore(waiver.expiresAt()) ? WaiverStatus.USED : WaiverStatus.EXPIRING;
    }

    /** Numbers of specs and findings. */
    private static final class Count {
        private long compliant;
        private long warned;
        private long denied;
        private long deny;
        private long warn;
        private long waived;
        private long baseline;

        void add(Decision decision) {
            switch (decision) {
                case ALLOW -> compliant++;
                case WARN -> warned++;
                case DENY -> denied++;
            }
        }

        void add(AuditedFinding finding) {
            switch (finding.standing()) {
                case WAIVED -> waived++;
                case BASELINE -> baseline++;
                case OPEN -> {
                    if (finding.finding().level() == Level.DENY) {
                        deny++;
                    } else {
                        warn++;
                    }
                }
            }
        }

        SpecCount specs() {
            return new SpecCount(compliant, warned, denied);
        }

        FindingCount findings() {
            return new FindingCount(deny, warn, waived, baseline);
        }
    }

    private static final class RuleCount {
        private final @Nullable RuleInForce rule;
        private final Count findings = new Count();
        private long passed;
        private long failed;
        private long waived;
        private long off;
        private long notEvaluated;

        RuleCount(@Nullable RuleInForce rule) {
            this.rule = rule;
        }

        Level level(AuditedSpec spec, String id) {
            Level usual = rule == null ? Level.DENY : rule.level();
            return spec.levels().getOrDefault(id, usual);
        }

        void add(AuditedSpec spec, String id, @Nullable Boolean excused) {
            if (excused != null) {
                failed += excused ? 0 : 1;
                waived += excused ? 1 : 0;
            } else if (rule == null) {
                passed++;
            } else if (!spec.policiesEvaluated()) {
                notEvaluated++;
            } else if (level(spec, id) == Level.OFF) {
                off++;
            } else {
                passed++;
            }
        }

        RuleTotal total(String id) {
            return new RuleTotal(id, rule, passed, failed, waived, off, notEvaluated, findings.findings());
        }
    }

    private static final class ControlCount {
        private final Control control;
        private long violated;
        private long waived;
        private long passed;

        ControlCount(Control control) {
            this.control = control;
        }

        ControlTotal total() {
            return new ControlTotal(control, status(), violated, waived, passed);
        }

        private ControlStatus status() {
            if (violated > 0) {
                return ControlStatus.VIOLATED;
            }
            if (waived > 0) {
                return ControlStatus.WAIVED;
            }
            return passed > 0 ? ControlStatus.SATISFIED : ControlStatus.NOT_ASSESSABLE;
        }
    }
}
