package dev.modelspec.webhook.server;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.webhook.admission.Admission;
import dev.modelspec.webhook.admission.AdmissionRequest;
import dev.modelspec.webhook.admission.Judgement;
import dev.modelspec.webhook.metrics.Phases;
import dev.modelspec.webhook.metrics.WebhookMetrics;
import dev.modelspec.webhook.policies.Policies;
import dev.modelspec.webhook.server.HttpFailure.Reason;
import dev.modelspec.webhook.tracing.ReviewSpan;
import dev.modelspec.webhook.tracing.Tracing;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code POST /validate}: one AdmissionReview in, one out. Whatever goes wrong is no verdict. */
final class ReviewHandler implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(ReviewHandler.class);

    private final Admission admission;
    private final Policies policies;
    private final WebhookMetrics metrics;
    private final Tracing tracing;
    private final DecisionListener decisions;
    private final ServerSettings.Limits limits;
    private final BodyReader bodies;
    private final Semaphore requests;
    private final Judges judges;

    ReviewHandler(
            Admission admission,
            Policies policies,
            WebhookMetrics metrics,
            Tracing tracing,
            DecisionListener decisions,
            ServerSettings.Limits limits) {
        this.admission = admission;
        this.policies = policies;
        this.metrics = metrics;
        this.tracing = tracing;
        this.decisions = decisions;
        this.limits = limits;
        this.bodies = new BodyReader(limits);
        this.requests = new Semaphore(limits.requests());
        this.judges = new Judges(metrics);
        metrics.gauge(
                "modelspec.webhook.requests.active",
                "Requests that are being read or judged",
                () -> limits.requests() - requests.availablePermits());
        metrics.gauge("modelspec.webhook.requests.limit", "How many may be", limits::requests);
    }

    @Override
    public void handle(Context http) {
        if (!http.req().isSecure()) {
            throw new HttpFailure(Reason.NOT_FOUND, "/validate is served over HTTPS only");
        }
        if (!requests.tryAcquire()) {
            throw new HttpFailure(
                    Reason.TOO_MANY_REQUESTS, limits.requests() + " requests are being judged; try again in a second");
        }
        try (var span = tracing.begin(http.header("traceparent"))) {
            span.run(() -> answer(http, span));
        } finally {
            requests.release();
        }
    }

    private void answer(Context http, ReviewSpan span) {
        AdmissionRequest request = null;
        try {
            Deadline deadline = Deadline.of(http.queryParam("timeout"), limits.timeout());
            long start = System.nanoTime();
            try (var body = bodies.read(http.req())) {
                request = Admission.read(body.content());
                Decided decided = judge(request, body.content().length, deadline, start, span.traceId());
                describe(decided, span);
                decisions.judged(decided);
                metrics.judged(request, decided.judgement(), decided.phases());
                http.contentType("application/json")
                        .result(Admission.write(request, decided.judgement().answer()));
            }
        } catch (RuntimeException e) {
            HttpFailure failure = HttpFailure.of(e);
            span.failed(failure);
            tell(request, failure, span.traceId());
            throw failure;
        }
    }

    private Decided judge(
            AdmissionRequest request, int bodyBytes, Deadline deadline, long start, @Nullable String traceId) {
        long read = System.nanoTime();
        return policies.use(active -> {
            Judges.Turn turn = judges.await(bodyBytes, deadline);
            try {
                long begun = System.nanoTime();
                Judgement judgement = admission.judge(request, active, left(deadline));
                var phases = new Phases(
                        Duration.ofNanos(read - start),
                        Duration.ofNanos(begun - read),
                        Duration.ofNanos(System.nanoTime() - begun));
                return new Decided(request, judgement, active.profile(), active.digest(), phases, traceId);
            } catch (GovernanceException e) {
                throw deadline.left().isNegative() ? deadline.missed() : e;
            } finally {
                turn.end();
            }
        });
    }

    private void tell(@Nullable AdmissionRequest request, HttpFailure failure, @Nullable String traceId) {
        try {
            decisions.failed(request, failure.reason().code(), String.valueOf(failure.getMessage()), traceId);
        } catch (RuntimeException e) {
            // The answer is an error already.
            LOG.atError().setCause(e).log("the failure of a request could not be logged");
        }
    }

    private static void describe(Decided decided, ReviewSpan span) {
        AdmissionRequest request = decided.request();
        span.attributes(Map.of(
                "k8s.admission.uid", request.uid(),
                "k8s.admission.operation", request.operation().name(),
                "k8s.admission.kind", request.kind().toString(),
                "k8s.namespace.name", request.namespace() == null ? "" : request.namespace(),
                "modelspec.decision", decided.judgement().decision().name().toLowerCase(Locale.ROOT),
                "modelspec.profile", decided.profile(),
                "modelspec.policies", decided.policies()));
        span.phases(decided.phases().byName());
    }

    private static Duration left(Deadline deadline) {
        Duration left = deadline.left();
        if (left.isNegative() || left.isZero()) {
            throw deadline.missed();
        }
        return left;
    }
}
