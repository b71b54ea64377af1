package dev.modelspec.engine.policy.builtin;

/** Rego's {@code true} or {@code false}. */
public record RegoBoolean(boolean value) implements RegoValue {
    static RegoBoolean of(boolean value) {
        return new RegoBoolean(value);
    }

    @Override
    public String typeName() {
        return "boolean";
    }
}
