package dev.modelspec.engine.spec;

/**
 * A document that says that it is something else, such as a Kubernetes Deployment: to be skipped.
 *
 * @param index which document of its source, from 1
 * @param apiVersion of another group
 * @param kind another kind
 */
public record OtherKind(int index, String apiVersion, String kind) implements ParsedDocument {}
