package dev.modelspec.webhook.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The span of one request, until it is closed. */
public final class ReviewSpan implements AutoCloseable {
    private final Span span;
    private final Tracer tracer;
    private final Instant start = Instant.now();

    ReviewSpan(Span span, Tracer tracer) {
        this.span = span;
        this.tracer = tracer;
    }

    /** The id of the trace, 32 hexadecimal digits; null if the request belongs to none. */
    public @Nullable String traceId() {
        return span.getSpanContext().isValid() ? span.getSpanContext().getTraceId() : null;
    }

    /** What it asks of other servers in this thread belongs to this request. */
    public void run(Runnable work) {
        Context.root().with(span).wrap(work).run();
    }

    /** What the request was about, and what became of it. */
    public void attributes(Map<String, String> attributes) {
        if (span.isRecording()) {
            attributes.forEach(span::setAttribute);
        }
    }

    /** The phases of the request, each with its length, in their order from its beginning. */
    public void phases(Map<String, Duration> phases) {
        if (!span.isRecording()) {
            return;
        }
        Instant at = start;
        for (Map.Entry<String, Duration> phase : phases.entrySet()) {
            Span part = tracer.spanBuilder(phase.getKey())
                    .setParent(Context.root().with(span))
                    .setStartTimestamp(at)
                    .startSpan();
            at = at.plus(phase.getValue());
            part.end(at);
        }
    }

    /** There was no verdict. */
    public void failed(Throwable why) {
        span.setStatus(StatusCode.ERROR, String.valueOf(why.getMessage()));
    }

    @Override
    public void close() {
        span.end();
    }
}
