package dev.modelspec.webhook.metrics;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.waiver.WaivedFinding;
import dev.modelspec.webhook.admission.AdmissionRequest;
import dev.modelspec.webhook.admission.Judgement;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Counts and times what the webhook does, for Prometheus. Thread-safe. */
public final class WebhookMetrics {
    /** From what an evaluation takes to what an API server waits. */
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(500_000),
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofMillis(2500),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MultiGauge policies = MultiGauge.builder("modelspec.webhook.policies.info")
            .description("1, with the profile in force and the digest of its rules")
            .register(registry);

    /** Metrics of this process, without any request yet. */
    public WebhookMetrics() {
        new UptimeMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
    }

    /** For the parts that have something of their own to tell. */
    public MeterRegistry registry() {
        return registry;
    }

    /** All of it in the text format of Prometheus. */
    public String scrape() {
        return registry.scrape();
    }

    /** Counts a request that got a verdict. */
    public void judged(AdmissionRequest request, Judgement judgement, Phases phases) {
        registry.counter(
                        "modelspec.webhook.requests",
                        "decision",
                        judgement.decision().name().toLowerCase(Locale.ROOT),
                        "operation",
                        request.operation().name(),
                        "kind",
                        request.kind().name(),
                        "judged",
                        String.valueOf(judgement.notJudged() == null),
                        "dry_run",
                        String.valueOf(request.dryRun()))
                .increment();
        for (Finding finding : judgement.findings()) {
            registry.counter(
                            "modelspec.webhook.findings",
                            "rule",
                            finding.rule(),
                            "level",
                            finding.level().name().toLowerCase(Locale.ROOT))
                    .increment();
        }
        for (WaivedFinding waived : judgement.waived()) {
            registry.counter(
                            "modelspec.webhook.waived", "rule", waived.finding().rule())
                    .increment();
        }
        phases.byName().forEach(this::time);
        time("total", phases.total());
    }

    /** Counts a request that got none. */
    public void failed(int code) {
        registry.counter("modelspec.webhook.failures", "code", String.valueOf(code))
                .increment();
    }

    private void time(String phase, Duration duration) {
        Timer.builder("modelspec.webhook.phase")
                .description("How long requests take, by phase")
                .tag("phase", phase)
                .serviceLevelObjectives(BUCKETS)
                .register(registry)
                .record(duration);
    }

    /** Says which policies are in force. */
    public void policies(String profile, String digest) {
        var tags = Tags.of(Tag.of("profile", profile), Tag.of("digest", digest));
        policies.register(List.of(MultiGauge.Row.of(tags, 1)), true);
    }

    /** A figure that is asked for when Prometheus asks. */
    public void gauge(String name, String description, Supplier<Number> figure) {
        Gauge.builder(name, figure).description(description).register(registry);
    }

    /** A figure that only grows, and is asked for when Prometheus asks. */
    public void counter(String name, String description, Supplier<Long> figure) {
        FunctionCounter.builder(name, figure, Supplier::get)
                .description(description)
                .register(registry);
    }

    /** Seconds since a moment, such as the age of the policies. */
    public void age(String name, String description, Supplier<Instant> since) {
        gauge(
                name,
                description,
                () -> Duration.between(since.get(), Instant.now()).toMillis() / 1000.0);
    }
}
