/** The HTTP server: endpoints, limits, health, an orderly end. */
@NullMarked
package dev.modelspec.webhook.server;

import org.jspecify.annotations.NullMarked;
