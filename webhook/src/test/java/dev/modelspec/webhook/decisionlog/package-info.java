@NullMarked
package dev.modelspec.webhook.decisionlog;

import org.jspecify.annotations.NullMarked;
