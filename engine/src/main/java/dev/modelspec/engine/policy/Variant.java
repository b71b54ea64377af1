package dev.modelspec.engine.policy;

import dev.modelspec.engine.policy.wasm.PolicyData;

/**
 * Settings in the form in which a {@link PolicyEngine} takes them. Make one for each settings that there are, and keep it.
 */
public final class Variant {
    private final PolicyEngine engine;
    private final Settings settings;
    private final byte[] documents;
    private final PolicyData data;

    Variant(PolicyEngine engine, Settings settings, byte[] documents, PolicyData data) {
        this.engine = engine;
        this.settings = settings;
        this.documents = documents;
        this.data = data;
    }

    /** The settings. */
    public Settings settings() {
        return settings;
    }

    /** The data document without the rules that are asked; not copied. */
    byte[] documents() {
        return documents;
    }

    /** The data document with the parameters, for the engine that made this. */
    PolicyData data(PolicyEngine asking) {
        if (asking != engine) {
            throw new IllegalArgumentException("these settings were made for another policy engine");
        }
        return data;
    }
}
