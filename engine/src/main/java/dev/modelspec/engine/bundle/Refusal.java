package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import java.util.List;

/** Says why a bundle is not used. */
final class Refusal {
    private Refusal() {}

    /**
     * The exception to throw.
     *
     * @param bundle where it came from
     * @param why the rest of a sentence
     */
    static ConfigurationException of(String bundle, String why) {
        return new ConfigurationException("Bundle " + bundle + " is refused: " + why, List.of());
    }
}
