package dev.modelspec.engine.policy.builtin;

/**
 * A string. In OPA a string is a row of bytes that need not be UTF-8 (think of {@code base64.decode}); here a byte that is not
 * part of UTF-8 text is kept as one unpaired surrogate, as {@link RegoText} describes, so that nothing is lost.
 */
public record RegoString(String value) implements RegoValue {
    /** The string of some bytes. */
    public static RegoString ofBytes(byte[] bytes) {
        return new RegoString(RegoText.decode(bytes));
    }

    byte[] bytes() {
        return RegoText.encode(value);
    }

    @Override
    public String typeName() {
        return "string";
    }
}
