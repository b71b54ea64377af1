package dev.modelspec.cli;

import dev.modelspec.engine.bundle.PolicyDigest;
import dev.modelspec.engine.bundle.PolicyOrigin;
import dev.modelspec.engine.governance.Governance;
import dev.modelspec.engine.policy.PolicyBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which rules to apply, and how.
 *
 * @param profile name or path of the profile
 * @param policies custom rules; null for the built-in ones
 */
record RuleChoice(String profile, @Nullable PolicyOrigin policies, Console console) {
    static RuleChoice of(RuleOptions options, Console console) {
        return new RuleChoice(options.profile, options.policies(), console);
    }

    /** An evaluator to ask about its rules. */
    Governance governance() {
        return builder(false, CheckOptions.TIME_LIMIT)
                .surface(Where.guess(console).surface())
                .build();
    }

    /** An evaluator. Custom rules are compiled for it, unless that was done before. */
    Governance governance(boolean schemaOnly, Duration timeLimit) {
        return builder(schemaOnly, timeLimit).build();
    }

    /** An evaluator to be set up further. */
    Governance.Builder builder(boolean schemaOnly, Duration timeLimit) {
        Governance.Builder builder =
                Governance.builder().profile(profile).schemaOnly(schemaOnly).timeLimit(timeLimit);
        if (policies != null && !schemaOnly) {
            builder.policies(bundle());
        }
        return builder;
    }

    /** The digest of the rules, by which a report says which ones they were. */
    String digest() {
        if (policies == null) {
            return PolicyDigest.ofBuiltIn();
        }
        boolean folder = !policies.isUrl() && Files.isDirectory(Path.of(policies.place()));
        return folder
                ? PolicyDigest.of(Path.of(policies.place()))
                : Bundles.open(policies, console).digest();
    }

    /** The rules. Custom ones are compiled, unless that was done before. */
    PolicyBundle bundle() {
        return policies == null ? PolicyBundle.builtIn() : Bundles.load(policies, console);
    }
}
