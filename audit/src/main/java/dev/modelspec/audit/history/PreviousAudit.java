package dev.modelspec.audit.history;

import dev.modelspec.audit.AuditTotals.History;
import dev.modelspec.audit.AuditTotals.ResolvedFinding;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedSpec;
import dev.modelspec.audit.json.AuditReader;
import dev.modelspec.engine.finding.ConfigurationException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The findings of the previous audit, with which those of this one are compared. Findings are the same if their fingerprints are; of
 * several with one fingerprint as many are old as there were. Keeps some 20 bytes a finding, and those that are resolved. Not
 * thread-safe.
 */
public final class PreviousAudit {
    private final Path file;
    private final Instant time;
    private final FingerprintTable findings = new FingerprintTable();
    private final List<Instant> times = new ArrayList<>();
    private long added;
    private long open;

    /**
     * Reads all of a report.
     *
     * @throws ConfigurationException if it cannot be read, or is not whole
     */
    public PreviousAudit(Path file) {
        this.file = file;
        Map<Instant, Integer> numbers = new HashMap<>();
        try (var reader = new AuditReader(file)) {
            if (reader.header().shard() != null) {
                throw new ConfigurationException(
                        "Report " + file + " is of shard " + reader.header().shard()
                                + " only. Join all shards with `modelspec report merge`, and compare with that.",
                        List.of());
            }
            time = reader.header().time();
            for (AuditedSpec spec = reader.next(); spec != null; spec = reader.next()) {
                for (AuditedFinding finding : spec.findings()) {
                    Instant since = finding.since() == null ? time : finding.since();
                    int number = numbers.computeIfAbsent(since, this::number);
                    findings.add(finding.finding().fingerprint(), number);
                }
            }
            reader.footer();
        }
    }

    private int number(Instant since) {
        times.add(since);
        return times.size() - 1;
    }

    /** When it was. */
    public Instant time() {
        return time;
    }

    /** Since when there is a finding that is there now; null if it is new. */
    public @Nullable Instant since(String fingerprint) {
        int number = findings.take(fingerprint);
        if (number < 0) {
            added++;
            return null;
        }
        open++;
        return times.get(number);
    }

    /**
     * What changed, once every finding was asked for. Reads the report again, for what is there no more.
     *
     * @param unchecked tells of a source that it has no verdict: of its findings nobody knows whether they are still there
     * @throws ConfigurationException if it cannot be read any more
     */
    public History history(Predicate<String> unchecked) {
        var resolved = new ArrayList<ResolvedFinding>();
        if (findings.left() > 0) {
            try (var reader = new AuditReader(file)) {
                for (AuditedSpec spec = reader.next(); spec != null; spec = reader.next()) {
                    for (AuditedFinding finding : spec.findings()) {
                        if (findings.take(finding.finding().fingerprint()) >= 0 && !unchecked.test(spec.source())) {
                            resolved.add(resolved(spec, finding));
                        }
                    }
                }
            }
        }
        return new History(time, added, open, resolved);
    }

    private ResolvedFinding resolved(AuditedSpec spec, AuditedFinding finding) {
        return new ResolvedFinding(
                finding.finding().rule(),
                spec.source(),
                spec.namespace(),
                spec.name(),
                finding.finding().location().pointer(),
                finding.finding().fingerprint(),
                finding.since() == null ? time : finding.since());
    }
}
