/** What Prometheus is told. */
@NullMarked
package dev.modelspec.webhook.metrics;

import org.jspecify.annotations.NullMarked;
