package dev.modelspec.webhook.server;

import dev.modelspec.webhook.admission.AdmissionRequest;
import dev.modelspec.webhook.admission.Judgement;
import dev.modelspec.webhook.metrics.Phases;
import org.jspecify.annotations.Nullable;

/**
 * A verdict that is about to be told.
 *
 * @param request what was asked
 * @param judgement what was found
 * @param profile by which
 * @param policies the digest of the rules
 * @param phases how long it took
 * @param traceId of the trace that it belongs to, in hexadecimal digits; null for none
 */
public record Decided(
        AdmissionRequest request,
        Judgement judgement,
        String profile,
        String policies,
        Phases phases,
        @Nullable String traceId) {}
