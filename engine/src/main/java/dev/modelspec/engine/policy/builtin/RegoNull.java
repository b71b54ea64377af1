package dev.modelspec.engine.policy.builtin;

/** Rego's {@code null}. */
public record RegoNull() implements RegoValue {
    static final RegoNull NULL = new RegoNull();

    @Override
    public String typeName() {
        return "null";
    }
}
