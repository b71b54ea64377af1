package dev.modelspec.engine.policy.wasm;

import java.util.Arrays;

/** A data document for a policy, as JSON. Two of the same bytes are one and the same to an instance, which parses it once. */
public final class PolicyData {
    private final byte[] json;
    private final int hash;

    /**
     * A data document.
     *
     * @param json an object; the bytes are not copied: do not change them
     */
    public PolicyData(byte[] json) {
        this.json = json;
        this.hash = Arrays.hashCode(json);
    }

    byte[] json() {
        return json;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof PolicyData data && hash == data.hash && Arrays.equals(json, data.json));
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
