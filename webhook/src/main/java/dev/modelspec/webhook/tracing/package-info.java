/** Traces of what the webhook does, for OpenTelemetry. */
@NullMarked
package dev.modelspec.webhook.tracing;

import org.jspecify.annotations.NullMarked;
