package dev.modelspec.cli;

import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.policy.CustomPolicies;
import dev.modelspec.rego.RegoToolchain;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which rules to apply, and how.
 *
 * @param profile name or path of the profile
 * @param policies folder of custom rules
 */
record RuleChoice(String profile, @Nullable Path policies, Console console) {
    static RuleChoice of(RuleOptions options, Console console) {
        return new RuleChoice(options.profile, options.policies, console);
    }

    /** An evaluator to ask about its rules. */
    Governance governance() {
        return governance(false, CheckOptions.TIME_LIMIT);
    }

    /** An evaluator. Custom rules are compiled for it, unless that was done before. */
    Governance governance(boolean schemaOnly, Duration timeLimit) {
        Governance.Builder builder =
                Governance.builder().profile(profile).schemaOnly(schemaOnly).timeLimit(timeLimit);
        if (policies != null && !schemaOnly) {
            try (RegoToolchain toolchain = new RegoToolchain()) {
                builder.policies(new CustomPolicies(toolchain, cache()).compile(policies));
            }
        }
        return builder.build();
    }

    /** Where compiled rules are kept; null if there is no home to keep them in. */
    private @Nullable Path cache() {
        String caches = console.environment().getOrDefault("XDG_CACHE_HOME", "");
        if (!caches.isEmpty() && Path.of(caches).isAbsolute()) {
            return Path.of(caches, "modelspec", "policies");
        }
        String home = console.environment().getOrDefault("HOME", System.getProperty("user.home", ""));
        return home.isEmpty() ? null : Path.of(home, ".cache", "modelspec", "policies");
    }
}
