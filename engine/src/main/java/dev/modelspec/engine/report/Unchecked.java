package dev.modelspec.engine.report;

/**
 * A source that nobody can give a verdict on.
 *
 * @param source its name
 * @param reason why, without the name, and without a full stop
 * @param fault whether the fault is ours; otherwise it could not be read
 */
public record Unchecked(String source, String reason, boolean fault) {}
