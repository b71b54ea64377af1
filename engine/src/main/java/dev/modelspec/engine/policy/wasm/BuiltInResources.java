package dev.modelspec.engine.policy.wasm;

import dev.modelspec.engine.finding.GovernanceException;
import dev.modelspec.policies.BuiltInPolicy;
import java.io.IOException;
import java.io.InputStream;

/** Files that the build of the built-in policies left beside their classes. */
public final class BuiltInResources {
    private BuiltInResources() {}

    /** The content of a file of the module {@code policies}, by its name below the package of the classes. */
    public static byte[] read(String name) {
        try (InputStream stream = BuiltInPolicy.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new GovernanceException("policies: resource " + name + " is missing");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new GovernanceException("policies: resource " + name + " cannot be read", e);
        }
    }
}
