/**
 * The builtin functions of Rego that OPA's Wasm target leaves to the host, with the semantics of OPA 1.22.2.
 *
 * <p>{@link dev.modelspec.engine.policy.builtin.HostBuiltins} is the door; {@code docs/builtins.md} lists what is offered
 * and what is not.
 */
@NullMarked
package dev.modelspec.engine.policy.builtin;

import org.jspecify.annotations.NullMarked;
