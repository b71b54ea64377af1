/** The decision log: one JSON line for each decision, to a file, standard output or an HTTPS server. */
@NullMarked
package dev.modelspec.webhook.decisionlog;

import org.jspecify.annotations.NullMarked;
