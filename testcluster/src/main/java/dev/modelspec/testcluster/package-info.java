/**
 * A real Kubernetes API server on loopback, for tests. Start at {@link dev.modelspec.testcluster.TestCluster}.
 */
@NullMarked
package dev.modelspec.testcluster;

import org.jspecify.annotations.NullMarked;
