package dev.modelspec.cli;

import dev.modelspec.engine.bundle.PolicyOrigin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which rules apply. */
final class RuleOptions {
    @Option(
            names = "--profile",
            paramLabel = "NAME|FILE",
            defaultValue = CheckOptions.PROFILE,
            description = "Which profile says what each rule does: baseline, production, regulated, one that comes with"
                    + " the policies, or a file."
                    + " Default: ${DEFAULT-VALUE}.")
    String profile = CheckOptions.PROFILE;

    @Mixin
    private PlaceOptions place = new PlaceOptions();

    /** Where the policies are, and what they must be; null for the built-in ones. */
    @Nullable
    PolicyOrigin policies() {
        return place.policies();
    }
}
