package dev.modelspec.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/** Versions of this command and of what is in it. */
final class Version {
    private static final Properties BUILT = load();

    /** The version of the command. */
    static final String MODELSPEC = BUILT.getProperty("modelspec");

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
            properties.load(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private Version() {}

    /** What {@code --version} says, line by line. */
    static List<String> lines() {
        return List.of(
                "modelspec " + MODELSPEC,
                "OPA " + BUILT.getProperty("opa"),
                "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")");
    }
}
