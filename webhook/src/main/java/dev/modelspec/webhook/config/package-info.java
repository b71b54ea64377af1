/** What an API server is told, so that it asks the webhook. */
@NullMarked
package dev.modelspec.webhook.config;

import org.jspecify.annotations.NullMarked;
