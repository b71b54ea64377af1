/** ModelSpecs and waivers in a Kubernetes cluster: their CustomResourceDefinitions, and the form of specs there. */
@NullMarked
package dev.modelspec.engine.cluster;

import org.jspecify.annotations.NullMarked;
