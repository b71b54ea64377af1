package dev.modelspec.engine.report;

import org.jspecify.annotations.Nullable;

/**
 * What is known before the first spec.
 *
 * @param version of the program that writes the report
 * @param profile the name of the profile that applies; null if no rules are evaluated
 */
public record ReportHeader(String version, @Nullable String profile) {}
