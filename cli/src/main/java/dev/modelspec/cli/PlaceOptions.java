package dev.modelspec.cli;

import dev.modelspec.engine.bundle.PolicyOrigin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say where policies are. */
final class PlaceOptions {
    @Option(
            names = "--policies",
            paramLabel = "DIR|FILE|URL",
            description =
                    "Rules of your own: a folder of Rego, which is added to the built-in rules, or a bundle, a file or"
                            + " an HTTPS URL.")
    private @Nullable String place;

    @Mixin
    private PolicyOptions asked = new PolicyOptions();

    /** Where the policies are, and what they must be; null for the built-in ones. */
    @Nullable
    PolicyOrigin policies() {
        if (place == null && asked.given()) {
            throw asked.wrong(
                    "--verification-key, --digest and what belongs to them say what --policies must be, which is"
                            + " missing");
        }
        return place == null ? null : asked.at(place);
    }
}
