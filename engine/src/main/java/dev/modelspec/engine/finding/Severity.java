package dev.modelspec.engine.finding;

/** How much harm a violation does, whatever is done about it. Ordered from most to least. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW
}
