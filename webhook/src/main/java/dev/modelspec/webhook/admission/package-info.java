/** What an API server asks (an AdmissionReview of {@code admission.k8s.io/v1}), how it is judged, and what it is told. */
@NullMarked
package dev.modelspec.webhook.admission;

import org.jspecify.annotations.NullMarked;
