package dev.modelspec.engine.policy;

import dev.modelspec.engine.policy.wasm.PolicyData;

/**
 * Settings in the form in which a {@link PolicyEngine} takes them. Make one for each settings that there are, and keep it.
 */
public final class Variant {
    private final PolicyEngine engine;
    private final Settings settings;
    private final PolicyData data;

    Variant(PolicyEngine engine, Settings settings, PolicyData data) {
        this.engine = engine;
        this.settings = settings;
        this.data = data;
    }

    /** The settings. */
    public Settings settings() {
        return settings;
    }

    /** The data document with the parameters, for the engine that made this. */
    PolicyData data(PolicyEngine asking) {
        if (asking != engine) {
            throw new IllegalArgumentException("these settings were made for another policy engine");
        }
        return data;
    }
}
