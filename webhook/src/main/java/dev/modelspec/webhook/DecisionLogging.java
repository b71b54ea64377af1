package dev.modelspec.webhook;

import dev.modelspec.engine.finding.Finding;
import dev.modelspec.engine.source.Source;
import dev.modelspec.engine.spec.JsonTrees;
import dev.modelspec.webhook.admission.AdmissionRequest;
import dev.modelspec.webhook.decisionlog.DecisionLog;
import dev.modelspec.webhook.decisionlog.LoggedDecision;
import dev.modelspec.webhook.decisionlog.LoggedDecision.ObjectRef;
import dev.modelspec.webhook.decisionlog.LoggedDecision.Verdict;
import dev.modelspec.webhook.metrics.Phases;
import dev.modelspec.webhook.server.Decided;
import dev.modelspec.webhook.server.DecisionListener;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes what the server decides to the decision log. */
final class DecisionLogging implements DecisionListener {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final ObjectRef NOTHING = new ObjectRef(null, null, null, null, null, null, null);

    private final DecisionLog log;
    private final boolean objects;

    DecisionLogging(DecisionLog log, boolean objects) {
        this.log = log;
        this.objects = objects;
    }

    @Override
    public void judged(Decided decided) {
        AdmissionRequest request = decided.request();
        Verdict verdict = switch (decided.judgement().decision()) {
            case ALLOW -> Verdict.ALLOW;
            case WARN -> Verdict.WARN;
            case DENY -> Verdict.DENY;
        };
        String notJudged = decided.judgement().notJudged();
        log.log(new LoggedDecision(
                Instant.now(),
                request.uid(),
                request.operation().name(),
                reference(request),
                request.dryRun(),
                user(request),
                verdict,
                verdict == Verdict.DENY ? FORBIDDEN : OK,
                notJudged == null ? null : "not judged: " + notJudged,
                decided.judgement().findings().stream()
                        .map(DecisionLogging::finding)
                        .toList(),
                decided.profile(),
                new LoggedDecision.Bundle(decided.policies(), null),
                decided.judgement().waivers(),
                durations(decided.phases()),
                decided.traceId(),
                null,
                object(request)));
    }

    @Override
    public void failed(@Nullable AdmissionRequest request, int code, String message, @Nullable String traceId) {
        log.log(new LoggedDecision(
                Instant.now(),
                request == null ? UUID.randomUUID().toString() : request.uid(),
                request == null ? null : request.operation().name(),
                request == null ? NOTHING : reference(request),
                request != null && request.dryRun(),
                request == null ? new LoggedDecision.User(null, List.of()) : user(request),
                Verdict.ERROR,
                code,
                message,
                List.of(),
                null,
                null,
                List.of(),
                Map.of(),
                traceId,
                null,
                null));
    }

    private @Nullable JsonNode object(AdmissionRequest request) {
        Source object = request.object();
        return objects && object != null ? JsonTrees.read(object) : null;
    }

    private static Map<String, Duration> durations(Phases phases) {
        Map<String, Duration> durations = phases.byName();
        durations.put("total", phases.total());
        return durations;
    }

    private static ObjectRef reference(AdmissionRequest request) {
        return new ObjectRef(
                request.kind().group(),
                request.kind().version(),
                request.kind().name(),
                request.resource().isEmpty() ? null : request.resource(),
                request.subResource(),
                request.namespace(),
                request.name());
    }

    private static LoggedDecision.User user(AdmissionRequest request) {
        return new LoggedDecision.User(request.user().username(), request.user().groups());
    }

    private static LoggedDecision.Finding finding(Finding finding) {
        return new LoggedDecision.Finding(
                finding.rule(),
                finding.level().name().toLowerCase(Locale.ROOT),
                finding.severity().name().toLowerCase(Locale.ROOT),
                finding.location().pointer(),
                finding.message());
    }
}
