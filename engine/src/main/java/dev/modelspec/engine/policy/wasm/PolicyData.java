package dev.modelspec.engine.policy.wasm;

import dev.modelspec.engine.spec.JsonTrees;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A data document for a policy, as JSON. Two of the same bytes are one and the same to an instance, which parses it once. */
public final class PolicyData {
    private static final byte[] NOTHING = {'{', '}'};

    private final byte[] common;
    private final byte[] own;
    private byte @Nullable [] json;
    private int hash;

    /**
     * A data document.
     *
     * @param json an object; the bytes are not copied: do not change them
     */
    public PolicyData(byte[] json) {
        this.common = json;
        this.own = NOTHING;
        this.json = json;
        this.hash = Arrays.hashCode(json);
    }

    private PolicyData(byte[] common, byte[] own) {
        this.common = common;
        this.own = own;
    }

    /**
     * A data document with one more field.
     *
     * @param common an object that has fields, but not this one; the bytes are not copied, and are best shared
     */
    public static PolicyData of(byte[] common, String name, JsonNode value) {
        byte[] own = ("{\"" + name + "\":" + new String(JsonTrees.write(value), StandardCharsets.UTF_8) + "}")
                .getBytes(StandardCharsets.UTF_8);
        return new PolicyData(common, own);
    }

    /** The part that several documents share, not copied. */
    public byte[] common() {
        return common;
    }

    /** An object with the rest, not copied. */
    public byte[] own() {
        return own;
    }

    /** Its bytes, not copied. */
    public synchronized byte[] json() {
        if (json == null) {
            json = Arrays.copyOf(common, common.length - 1 + own.length);
            json[common.length - 1] = ',';
            System.arraycopy(own, 1, json, common.length, own.length - 1);
            hash = Arrays.hashCode(json);
        }
        return json;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof PolicyData data
                        && hashCode() == data.hashCode()
                        && Arrays.equals(json(), data.json()));
    }

    @Override
    public synchronized int hashCode() {
        json();
        return hash;
    }
}
