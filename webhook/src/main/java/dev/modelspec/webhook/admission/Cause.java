package dev.modelspec.webhook.admission;

/**
 * One reason for a refusal, as {@code status.details.causes} has it.
 *
 * @param reason the rule
 * @param field where in the object, as Kubernetes writes paths: {@code spec.scaling.minReplicas}, {@code spec.ports[0]}
 * @param message what is wrong there and how to mend it
 */
public record Cause(String reason, String field, String message) {}
