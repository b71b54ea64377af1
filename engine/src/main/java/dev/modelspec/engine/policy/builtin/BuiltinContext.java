package dev.modelspec.engine.policy.builtin;

import java.time.Instant;

/**
 * What a builtin may know of the evaluation it is called in.
 *
 * @param now the evaluation's time: {@code time.now_ns} answers it, every time it is called
 */
public record BuiltinContext(Instant now) {}
