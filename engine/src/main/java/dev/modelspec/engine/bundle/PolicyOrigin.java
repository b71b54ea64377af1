package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where policies are, and what must be true of them to be used.
 *
 * @param place a folder, the file of a bundle, or an HTTPS URL of one
 * @param verification what a bundle must be signed with; null for nothing
 * @param digest of the one bundle that will do, {@code sha256:…}; null for any
 * @param authorities a PEM file with the only certificates to trust for a URL; null for those of the JDK
 */
public record PolicyOrigin(
        String place,
        @Nullable Verification verification,
        @Nullable String digest,
        @Nullable Path authorities) {
    public PolicyOrigin {
        if (place.isBlank()) {
            throw new ConfigurationException(
                    "The place of the policies is empty: name a folder, the file of a bundle or an HTTPS URL",
                    List.of());
        }
    }

    /** A place of which nothing is asked. */
    public static PolicyOrigin of(String place) {
        return new PolicyOrigin(place, null, null, null);
    }

    /** Whether the place is on the network. */
    public boolean isUrl() {
        return place.contains("://");
    }
}
