package dev.modelspec.webhook.admission;

import java.util.List;
import java.util.Map;

/**
 * What the API server is told.
 *
 * @param allowed whether the operation may go on
 * @param message why not, for people; empty if it may
 * @param causes why not, for programs and {@code kubectl}; empty if it may
 * @param warnings shown to whoever asks, whatever the answer
 * @param auditAnnotations kept in the audit log, by their names without the webhook's
 */
public record AdmissionAnswer(
        boolean allowed,
        String message,
        List<Cause> causes,
        List<String> warnings,
        Map<String, String> auditAnnotations) {
    public AdmissionAnswer {
        causes = List.copyOf(causes);
        warnings = List.copyOf(warnings);
        auditAnnotations = Map.copyOf(auditAnnotations);
    }
}
