/** The report for programs, {@code audit-report.v1alpha1.json}: written, read and joined as a stream. */
@org.jspecify.annotations.NullMarked
package dev.modelspec.audit.json;
