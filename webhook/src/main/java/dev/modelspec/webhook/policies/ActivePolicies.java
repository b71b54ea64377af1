package dev.modelspec.webhook.policies;

import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.governance.Profile;
import java.time.Instant;

/**
 * Policies that are ready to judge.
 *
 * @param governance judges by them
 * @param settings the profile that applies
 * @param digest of the rules and what belongs to them, {@code sha256:…}
 * @param loaded since when they are in force
 */
public record ActivePolicies(Governance governance, Profile settings, String digest, Instant loaded) {
    /** The name of the profile. */
    public String profile() {
        return settings.name();
    }
}
