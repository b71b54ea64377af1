package dev.modelspec.webhook.tracing;

import dev.modelspec.engine.finding.ConfigurationException;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes a span of each request, in the trace that the API server began if it did. Thread-safe. */
public final class Tracing implements AutoCloseable {
    private static final String PARENT = "traceparent";
    private static final long FLUSH_SECONDS = 5;

    private final @Nullable SdkTracerProvider provider;
    private final Tracer tracer;

    private Tracing(@Nullable SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = (provider == null ? TracerProvider.noop() : provider).get("dev.modelspec.webhook");
    }

    /** Sends no spans, and still passes on which trace a request belongs to. */
    public static Tracing none() {
        return new Tracing(null);
    }

    /**
     * Sends spans by OTLP over HTTP.
     *
     * @param endpoint of a collector, such as {@code http://127.0.0.1:4318}; {@code /v1/traces} is added
     * @param version of the webhook
     * @throws ConfigurationException if the endpoint is no address
     */
    public static Tracing otlp(String endpoint, String version) {
        OtlpHttpSpanExporter exporter;
        try {
            exporter = OtlpHttpSpanExporter.builder()
                    .setEndpoint(endpoint.replaceFirst("/+$", "") + "/v1/traces")
                    .build();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("Traces cannot be sent to " + endpoint + ": " + e.getMessage(), List.of());
        }
        Attributes service = Attributes.of(
                AttributeKey.stringKey("service.name"),
                "modelspec-webhook",
                AttributeKey.stringKey("service.version"),
                version);
        return new Tracing(SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(service)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build());
    }

    /**
     * Begins the span of a request.
     *
     * @param parent the header {@code traceparent}; null if there is none
     */
    public ReviewSpan begin(@Nullable String parent) {
        Context context = parent == null
                ? Context.root()
                : W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), Map.of(PARENT, parent), Header.INSTANCE);
        Span span = tracer.spanBuilder("POST /validate")
                .setParent(context)
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        return new ReviewSpan(span, tracer);
    }

    /**
     * Asks another server, in a span of its own within the request that needs the answer.
     *
     * @param name what is asked for, with nothing that differs from object to object
     */
    public <T> @Nullable T call(String name, Call<T> call) {
        Span span = tracer.spanBuilder(name).setSpanKind(SpanKind.CLIENT).startSpan();
        try {
            return call.ask();
        } catch (RuntimeException e) {
            span.setStatus(StatusCode.ERROR, String.valueOf(e.getMessage()));
            throw e;
        } finally {
            span.end();
        }
    }

    /** A question to another server. */
    public interface Call<T> {
        /** Its answer; null if there is nothing of what was asked for. */
        @Nullable
        T ask();
    }

    private enum Header implements TextMapGetter<Map<String, String>> {
        INSTANCE;

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    }

    /** Sends what is still to be sent, for a few seconds at most. */
    @Override
    public void close() {
        if (provider != null) {
            provider.shutdown().join(FLUSH_SECONDS, TimeUnit.SECONDS);
        }
    }
}
