package dev.modelspec.webhook.policies;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How policies are doing.
 *
 * @param profile the name of the profile in force
 * @param digest of the rules in force
 * @param loaded since when they are
 * @param problem why newer ones are not in force; null if there are none
 * @param reloads how often new ones took the place of old ones
 * @param failures how often newer ones could not be used; the same ones count once
 */
public record PolicyStatus(
        String profile,
        String digest,
        Instant loaded,
        @Nullable String problem,
        long reloads,
        long failures) {}
