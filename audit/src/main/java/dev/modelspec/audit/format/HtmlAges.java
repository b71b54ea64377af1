package dev.modelspec.audit.format;

import dev.modelspec.audit.AuditHeader;
import dev.modelspec.audit.AuditedFinding;
import dev.modelspec.audit.AuditedFinding.Standing;
import dev.modelspec.audit.AuditedSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** For how long open findings have been known. */
final class HtmlAges {
    /** Findings known for less than a number of days, and no less than the span before. */
    record Span(String name, long days) {}

    static final List<Span> SPANS = List.of(
            new Span("less than a week", 7),
            new Span("a week to a month", 30),
            new Span("one to three months", 90),
            new Span("three months to a year", 365),
            new Span("a year or more", Long.MAX_VALUE));

    private final AuditHeader header;
    private final long[] counts = new long[SPANS.size()];
    private @Nullable Instant oldest;

    HtmlAges(AuditHeader header) {
        this.header = header;
    }

    void add(AuditedSpec spec) {
        for (AuditedFinding finding : spec.findings()) {
            Instant since = finding.since();
            if (since != null && finding.standing() == Standing.OPEN) {
                counts[span(since)]++;
                oldest = oldest == null || since.isBefore(oldest) ? since : oldest;
            }
        }
    }

    private int span(Instant since) {
        long days = Duration.between(since, header.time()).toDays();
        int span = 0;
        while (days >= SPANS.get(span).days()) {
            span++;
        }
        return span;
    }

    long count(int span) {
        return counts[span];
    }

    /** When the oldest was found first; null if there is none. */
    @Nullable
    Instant oldest() {
        return oldest;
    }
}
