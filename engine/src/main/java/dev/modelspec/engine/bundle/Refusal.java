package dev.modelspec.engine.bundle;

import dev.modelspec.engine.finding.ConfigurationException;
import java.util.List;
import java.util.regex.Pattern;

/** Says why a bundle is not used. */
final class Refusal {
    private static final Pattern PASSWORD = Pattern.compile("(?<=://)[^/?#@\\s]*@");

    private Refusal() {}

    /**
     * The exception to throw. Of a URL with a password in it, the password is left out.
     *
     * @param bundle where it came from
     * @param why the rest of a sentence
     */
    static ConfigurationException of(String bundle, String why) {
        return new ConfigurationException(
                PASSWORD.matcher("Bundle " + bundle + " is refused: " + why).replaceAll("…@"), List.of());
    }
}
