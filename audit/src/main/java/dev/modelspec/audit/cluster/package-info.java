/** The ModelSpecs and the waivers of a live cluster. Nothing else of the audit knows of a Kubernetes client. */
@NullMarked
package dev.modelspec.audit.cluster;

import org.jspecify.annotations.NullMarked;
