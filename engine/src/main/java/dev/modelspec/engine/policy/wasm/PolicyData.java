package dev.modelspec.engine.policy.wasm;

import dev.modelspec.engine.spec.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;

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

    /**
     * A data document with one more field.
     *
     * @param json an object that has fields, but not this one
     */
    public static PolicyData of(byte[] json, String name, JsonNode value) {
        byte[] field = (",\"" + name + "\":" + new String(JsonTrees.write(value), StandardCharsets.UTF_8) + "}")
                .getBytes(StandardCharsets.UTF_8);
        byte[] whole = Arrays.copyOf(json, json.length - 1 + field.length);
        System.arraycopy(field, 0, whole, json.length - 1, field.length);
        return new PolicyData(whole);
    }

    /** Its bytes, not copied. */
    public byte[] json() {
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
