/** The admission webhook: what an API server asks, and what it is told. */
@NullMarked
package dev.modelspec.webhook;

import org.jspecify.annotations.NullMarked;
