/**
 * OPA policies as WebAssembly inside the JVM. The only package that knows {@code com.styra.opa} and Chicory.
 */
@NullMarked
package dev.modelspec.engine.policy.wasm;

import org.jspecify.annotations.NullMarked;
