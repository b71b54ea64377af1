package dev.modelspec.engine.policy;

/**
 * A value that a profile chose.
 *
 * @param value the value
 * @param origin where it stands
 */
public record Chosen<T>(T value, Origin origin) {}
