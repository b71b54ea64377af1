/** ModelSpecs in a Kubernetes cluster: their CustomResourceDefinition, and their form there. */
@NullMarked
package dev.modelspec.engine.cluster;

import org.jspecify.annotations.NullMarked;
