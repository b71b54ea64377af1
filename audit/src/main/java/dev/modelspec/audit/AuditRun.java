package dev.modelspec.audit;

import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.audit.history.Baseline;
import dev.modelspec.audit.history.PreviousAudit;
import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.governance.Decision;
import dev.modelspec.engine.report.Unchecked;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An audit on its way into its reports: what is found is held against the baseline and the previous audit, counted, and written in
 * every format. Specs come in the order of the header. Not thread-safe.
 */
public final class AuditRun {
    private final AuditHeader header;
    private final @Nullable Baseline baseline;
    private final @Nullable PreviousAudit previous;
    private final List<AuditWriter> writers;
    private final Tally tally;
    private final List<Unchecked> unchecked = new ArrayList<>();
    private long skipped;
    private boolean cutShort;

    /**
     * An audit of nothing so far.
     *
     * @param baseline what does not count; null for nothing
     * @param previous what to compare with; null for nothing
     */
    public AuditRun(
            AuditHeader header,
            @Nullable Baseline baseline,
            @Nullable PreviousAudit previous,
            List<AuditWriter> writers) {
        this.header = header;
        this.baseline = baseline;
        this.previous = previous;
        this.writers = List.copyOf(writers);
        this.tally = new Tally(header);
    }

    /** Starts the reports. */
    public void begin() throws IOException {
        for (AuditWriter writer : writers) {
            writer.begin(header);
        }
    }

    /** Reports a spec as it was found, and answers how it stands. */
    public AuditedSpec add(AuditedSpec found) throws IOException {
        AuditedSpec spec = standing(found);
        tally.add(spec);
        for (AuditWriter writer : writers) {
            writer.add(spec);
        }
        return spec;
    }

    /** Reports a source without a verdict. */
    public void add(Unchecked source) {
        unchecked.add(source);
    }

    /** Says that there is more, which nobody looks at. */
    public void cutShort() {
        cutShort = true;
    }

    /** Counts documents of other kinds. */
    public void skip(long documents) {
        skipped += documents;
    }

    /** Finishes the reports, and answers what it came to. */
    public AuditTotals end() throws IOException {
        unchecked.sort(Comparator.comparing(Unchecked::source, header.order().comparator()));
        Set<String> sources = unchecked.stream().map(Unchecked::source).collect(Collectors.toSet());
        Predicate<String> withoutVerdict = cutShort ? source -> true : sources::contains;
        AuditTotals totals =
                tally.totals(skipped, unchecked, previous == null ? null : previous.history(withoutVerdict));
        for (AuditWriter writer : writers) {
            writer.end(totals);
        }
        return totals;
    }

    private AuditedSpec standing(AuditedSpec found) {
        if (found.findings().isEmpty() || (baseline == null && previous == null)) {
            return found;
        }
        var findings = new ArrayList<AuditedFinding>(found.findings().size());
        var open = new ArrayList<Finding>();
        for (AuditedFinding finding : found.findings()) {
            AuditedFinding stands = standing(finding);
            findings.add(stands);
            if (stands.standing() == Standing.OPEN) {
                open.add(stands.finding());
            }
        }
        return new AuditedSpec(
                found.source(),
                found.document(),
                found.namespace(),
                found.name(),
                found.owner(),
                found.digest(),
                Decision.of(open),
                found.policiesEvaluated(),
                found.levels(),
                findings);
    }

    private AuditedFinding standing(AuditedFinding found) {
        String fingerprint = found.finding().fingerprint();
        boolean old = found.standing() == Standing.OPEN && baseline != null && baseline.has(fingerprint);
        Instant since = previous == null ? null : previous.since(fingerprint);
        return new AuditedFinding(
                found.finding(),
                found.line(),
                old ? Standing.BASELINE : found.standing(),
                found.waiver(),
                previous != null && since == null ? header.time() : since);
    }
}
