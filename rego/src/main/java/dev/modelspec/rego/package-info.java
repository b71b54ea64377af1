/**
 * Open Policy Agent's own compiler inside the JVM. Start at {@link dev.modelspec.rego.RegoToolchain}.
 */
@NullMarked
package dev.modelspec.rego;

import org.jspecify.annotations.NullMarked;
