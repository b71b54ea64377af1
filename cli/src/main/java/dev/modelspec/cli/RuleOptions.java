package dev.modelspec.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which rules apply. */
final class RuleOptions {
    @Option(
            names = "--profile",
            paramLabel = "NAME|FILE",
            defaultValue = CheckOptions.PROFILE,
            description = "Which profile says what each rule does: baseline, production, regulated, or a file."
                    + " Default: ${DEFAULT-VALUE}.")
    String profile = CheckOptions.PROFILE;

    @Option(
            names = "--policies",
            paramLabel = "DIR",
            description = "A folder of Rego with rules of your own, which are added to the built-in ones.")
    @Nullable
    Path policies;
}
