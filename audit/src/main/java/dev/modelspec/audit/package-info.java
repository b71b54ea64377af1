/** What is reported of many specs: how they stand by spec, rule, control, owner and severity, and since when. */
@org.jspecify.annotations.NullMarked
package dev.modelspec.audit;
