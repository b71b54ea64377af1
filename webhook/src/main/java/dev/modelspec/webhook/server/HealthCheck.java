package dev.modelspec.webhook.server;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One thing that has to be right.
 *
 * @param name short, in lower case
 * @param needed whether the webhook is not ready without it; else it is told about only
 * @param problem what is wrong; null if nothing is
 */
public record HealthCheck(String name, boolean needed, Supplier<@Nullable String> problem) {}
