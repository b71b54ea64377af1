package dev.modelspec.webhook.policies;

import dev.modelspec.engine.bundle.PolicyOrigin;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where policies come from.
 *
 * @param origin a folder, a bundle or a URL; null for the built-in rules alone
 * @param profile the name of a profile, or its file
 * @param waivers a file of waivers, or a folder; null for none
 * @param cache a folder that keeps what was compiled and fetched; null for none
 * @param namespaceLabels whether somebody can tell the labels of namespaces
 * @param timeLimit how long the rules may take for one spec
 * @param clock what rules are told is the time
 */
public record PolicySettings(
        @Nullable PolicyOrigin origin,
        String profile,
        @Nullable Path waivers,
        @Nullable Path cache,
        boolean namespaceLabels,
        Duration timeLimit,
        Clock clock) {}
