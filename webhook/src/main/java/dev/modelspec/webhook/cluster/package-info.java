/** What the API server knows that an AdmissionReview does not say. */
@NullMarked
package dev.modelspec.webhook.cluster;

import org.jspecify.annotations.NullMarked;
